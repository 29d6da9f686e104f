package io.fieldbridge;

import io.fieldbridge.operator.CommandFailedException;
import io.fieldbridge.operator.DaemonOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The daemon alone, against whatever the configuration names. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs the daemon against the systems that conf/application.properties names.",
    footer = "Stops cleanly on SIGTERM and Ctrl-C. kill -9 loses nothing either.")
final class RunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private DaemonOptions options;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = Settings.read(options.home(), System.getenv());
    Daemon daemon = Daemon.open(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(daemon::close, "stop"));
    daemon.start();
    LOG.info(
        "FieldBridge {} is up: http://{}:{}/observe/health",
        VersionProvider.version(),
        settings.process().host(),
        settings.process().port());
    try {
      daemon.engine().refused().get();
    } catch (ExecutionException e) {
      throw new CommandFailedException(e.getCause().getMessage());
    }
    return 0;
  }
}
