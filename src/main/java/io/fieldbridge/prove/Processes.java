package io.fieldbridge.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that end with this one, however it ends but by SIGKILL. */
final class Processes {

  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  private static volatile boolean ending;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Processes::end, "end"));
  }

  private Processes() {}

  private static void end() {
    ending = true;
    RUNNING.forEach(Process::destroyForcibly);
  }

  /** Whether this process is being ended: what breaks from now on proves nothing. */
  static boolean areEnding() {
    return ending;
  }

  static Process start(List<String> command, Map<String, String> environment, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("FIELDBRIDGE_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process process = builder.start();
      RUNNING.add(process);
      if (ending) {
        process.destroyForcibly();
      }
      process.onExit().thenAccept(RUNNING::remove);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException("No process can be started: " + command.get(0), e);
    }
  }
}
