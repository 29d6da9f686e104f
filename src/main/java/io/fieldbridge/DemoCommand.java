package io.fieldbridge;

import io.fieldbridge.demo.Demo;
import io.fieldbridge.demo.DemoPorts;
import io.fieldbridge.operator.DaemonOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Both sandboxes, the daemon and the story. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts both sandboxes and the daemon, plays a story from account to invoice, and runs on.",
      "Nothing outside this machine is touched; the demo's state is in data/demo."
    },
    footer = "With --exit: exit code 0 only if each step was seen on the other side.")
final class DemoCommand implements Callable<Integer> {

  @Mixin private SandboxPorts ports;
  @Mixin private DaemonOptions options;

  @Option(names = "--exit", description = "End after the story instead of running on.")
  private boolean exit;

  @Override
  public Integer call() {
    DemoPorts all = ports.with(options.port());
    Demo demo =
        new Demo(
            all,
            options.home().resolve("data").resolve("demo"),
            plan -> DemoDaemon.start(options.home(), plan),
            System.out);
    return exit ? demo.playAndExit() : demo.playAndStay();
  }
}
