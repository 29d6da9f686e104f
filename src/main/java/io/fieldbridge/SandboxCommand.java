package io.fieldbridge;

import io.fieldbridge.demo.DemoPorts;
import io.fieldbridge.demo.SandboxGuide;
import io.fieldbridge.demo.Sandboxes;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Override
  public Integer call() throws InterruptedException {
    Sandboxes sandboxes = Sandboxes.start(ports.with(DemoPorts.defaults().daemon()));
    Runtime.getRuntime().addShutdownHook(new Thread(sandboxes::close, "stop"));
    SandboxGuide.print(sandboxes.systems(), sandboxes.pubSubPort(), System.out);
    new CountDownLatch(1).await();
    return 0;
  }
}
