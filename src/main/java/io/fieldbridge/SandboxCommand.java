package io.fieldbridge;

import io.fieldbridge.demo.DemoPorts;
import io.fieldbridge.demo.SandboxGuide;
import io.fieldbridge.demo.Sandboxes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Both simulators alone. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Runs both simulators alone: a Salesforce org and a Business Central company, in memory.",
      "Prints URLs, credentials and three calls to copy. Ctrl-C stops them."
    })
final class SandboxCommand implements Callable<Integer> {

  @Mixin private SandboxPorts ports;

  @Option(
      names = "--metadata",
      paramLabel = "FOLDER",
      description =
          "Objects, fields, record types and rules of your own for the org (docs/sandbox-salesforce.md).")
  private Path metadata;

  @Override
  public Integer call() throws InterruptedException {
    Sandboxes sandboxes =
        Sandboxes.start(ports.with(DemoPorts.defaults().daemon()), Optional.ofNullable(metadata));
    Runtime.getRuntime().addShutdownHook(new Thread(sandboxes::close, "stop"));
    SandboxGuide.print(sandboxes.systems(), sandboxes.pubSubPort(), System.out);
    new CountDownLatch(1).await();
    return 0;
  }
}
