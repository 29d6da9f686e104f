package io.fieldbridge.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * The demo: both sandboxes, the daemon with a state of its own, the story; then it runs on until
 * the process is told to stop.
 */
public final class Demo {

  private final DemoPorts ports;
  private final Path home;
  private final DaemonStarter starter;
  private final PrintStream out;

  /**
   * @param home the demo's own folder, wiped at the start; {@code data/demo} of the program's home
   */
  public Demo(DemoPorts ports, Path home, DaemonStarter starter, PrintStream out) {
    this.ports = ports;
    this.home = home;
    this.starter = starter;
    this.out = out;
  }

  /**
   * Plays the story and stops everything.
   *
   * @return the exit code: 0 where each step was seen, else 1
   */
  public int playAndExit() {
    try (Stage stage = open()) {
      return play(stage);
    }
  }

  /** Plays the story and runs on, for whoever wants to look, until the process is stopped. */
  public int playAndStay() {
    Stage stage = open();
    Thread stop = new Thread(stage::close, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    int code = play(stage);
    out.println();
    SandboxGuide.print(stage.sandboxes, out);
    out.println();
    out.println("Daemon: http://127.0.0.1:" + ports.daemon() + "/observe/health");
    out.println("All of it runs on. Ctrl-C stops it.");
    awaitStop();
    return code;
  }

  private Stage open() {
    ports.requireFreeDaemon();
    wipe(home);
    Sandboxes sandboxes = Sandboxes.start(ports);
    Stage stage = new Stage(sandboxes);
    out.println("Both sandboxes are up. The daemon starts with an empty state in " + home + ".");
    try {
      stage.daemon =
          starter.start(
              new DaemonPlan(home, ports.daemon(), sandboxes.systems(), sandboxes.pubSubPort()));
      return stage;
    } finally {
      if (stage.daemon == null) {
        stage.close();
      }
    }
  }

  private int play(Stage stage) {
    try {
      new Story(stage.sandboxes.systems(), out, stage.daemon.operator()).play();
      return 0;
    } catch (StoryException notSeen) {
      if (!stage.closed) {
        out.println();
        out.println("The story ended early: " + notSeen.getMessage());
      }
      return 1;
    }
  }

  /** Blocks for good: only the end of the process ends it. */
  private static void awaitStop() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes a folder; links in it are deleted, not followed. */
  private static void wipe(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The demo's folder " + folder + " cannot be wiped: " + e.getMessage(), e);
    }
  }

  /** What is to be stopped, the daemon first. */
  private static final class Stage implements AutoCloseable {
    private final Sandboxes sandboxes;
    private volatile RunningDaemon daemon;
    private volatile boolean closed;

    Stage(Sandboxes sandboxes) {
      this.sandboxes = sandboxes;
    }

    @Override
    public void close() {
      closed = true;
      if (daemon != null) {
        daemon.close();
      }
      sandboxes.close();
    }
  }
}
