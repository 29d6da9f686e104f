package io.fieldbridge;

import io.fieldbridge.demo.DaemonPlan;
import io.fieldbridge.demo.DemoPorts;
import io.fieldbridge.demo.Sandboxes;
import io.fieldbridge.operator.DaemonOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Daemon and sandboxes once, as in the demo, so that Java can write down which classes they load;
 * the launcher calls it.
 */
@Command(
    name = "rehearse",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Starts sandboxes and daemon on free ports, and ends.")
final class RehearseCommand implements Callable<Integer> {

  private static final DemoPorts FREE = new DemoPorts(0, 0, 0, 0);

  @Mixin private DaemonOptions options;

  @Parameters(paramLabel = "FOLDER", description = "An empty folder for the daemon's state.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    try (Sandboxes sandboxes = Sandboxes.start(FREE)) {
      DemoDaemon.start(
              options.home(),
              new DaemonPlan(folder, freePort(), sandboxes.systems(), sandboxes.pubSubPort()))
          .close();
    }
    return 0;
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
