package io.fieldbridge.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of these tests in a process of its own, with the same Java and memory as the daemon.
 */
final class JavaProcess {

  private final List<String> command = new ArrayList<>();
  private final Path log;
  private Process process;

  /**
   * @param log where its output goes, process after process
   */
  JavaProcess(Class<?> program, List<String> arguments, Path log) {
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    command.add("-Dlogback.configurationFile=" + Path.of("conf", "logback.xml").toAbsolutePath());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "end"));
  }

  void start() {
    try {
      Files.createDirectories(log.getParent());
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether its output has the text by now. */
  boolean said(String text) {
    try {
      return Files.exists(log) && Files.readString(log).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
