package io.fieldbridge.prove;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where runs take place: both simulators in a process of their own, and for each run a daemon with
 * an empty home folder. A reset of the simulators stands between two runs.
 */
public final class Ground implements AutoCloseable {

  private static final Duration UP_WITHIN = Duration.ofMinutes(4);

  /** Long enough for what a person books right after the status, short enough for a run. */
  private static final String SETTLED_AFTER = "settled-after: 3s";

  private final Program program;
  private final Path folder;
  private final Ports ports = Ports.free();
  private final Sandbox salesforce = new Sandbox(ports.salesforceUrl());
  private final Sandbox businessCentral = new Sandbox(ports.businessCentralUrl());
  private final Process sandboxes;

  private Ground(Program program, Path folder) {
    this.program = program;
    this.folder = folder;
    this.sandboxes =
        Processes.start(
            program.command(
                List.of(
                    "sandbox",
                    "--salesforce-port",
                    Integer.toString(ports.salesforce()),
                    "--pubsub-port",
                    Integer.toString(ports.pubSub()),
                    "--business-central-port",
                    Integer.toString(ports.businessCentral()))),
            Map.of(),
            folder.resolve("sandbox.log"));
  }

  /**
   * Starts the simulators.
   *
   * @param folder for logs and the homes of daemons
   */
  public static Ground open(Program program, Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " cannot be made", e);
    }
    Ground ground = new Ground(program, folder);
    if (!Insistence.await(UP_WITHIN, ground::answers)) {
      ground.close();
      throw new ProofException(
          "The sandboxes did not answer within 4 minutes; see " + folder.resolve("sandbox.log"));
    }
    return ground;
  }

  private boolean answers() {
    if (!sandboxes.isAlive()) {
      throw new ProofException("The sandboxes ended; see " + folder.resolve("sandbox.log"));
    }
    try {
      salesforce.faults();
      businessCentral.faults();
      return true;
    } catch (NoAnswerException | RefusedException notYet) {
      return false;
    }
  }

  /**
   * Both systems as on the first day, and a daemon that has met them and may work.
   *
   * @param settings further environment of the daemon
   */
  public DaemonProcess begin(String name, Map<String, String> settings) {
    return begin(name, settings, Database.EMBEDDED.fresh(name), List.of());
  }

  /**
   * As {@link #begin(String, Map)}, but the first processes die while they make their tables.
   *
   * @param database where the daemon keeps its state
   * @param deaths after how many milliseconds each of them does
   */
  DaemonProcess begin(
      String name, Map<String, String> settings, Database.State database, List<Integer> deaths) {
    salesforce.reset();
    businessCentral.reset();
    Path home = folder.resolve(name);
    prepare(home);
    Map<String, String> environment = new java.util.TreeMap<>(program.environment(home, ports));
    environment.putAll(settings);
    environment.putAll(database.environment());
    List<String> command = program.command(List.of("run", "--home", home.toString()));
    DaemonProcess daemon = new DaemonProcess(command, environment, home, ports.daemon());
    deaths.forEach(death -> daemon.startAndDie(() -> database.isInUse(home), death));
    daemon.start();
    daemon.golive();
    return daemon;
  }

  private void prepare(Path home) {
    try {
      remove(home);
      Files.createDirectories(home.resolve("mappings"));
      Files.createSymbolicLink(
          home.resolve("routes"), program.home().resolve("routes").toRealPath());
      try (DirectoryStream<Path> shipped =
          Files.newDirectoryStream(program.home().resolve("mappings"))) {
        for (Path file : shipped) {
          Files.writeString(
              home.resolve("mappings").resolve(file.getFileName()),
              Files.readString(file).replaceFirst("settled-after: .*", SETTLED_AFTER));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The home folder " + home + " cannot be prepared", e);
    }
  }

  /** Forgets a run's home folder with its log and database. */
  static void remove(Path home) throws IOException {
    if (!Files.exists(home)) {
      return;
    }
    List<Path> old;
    try (Stream<Path> tree = Files.walk(home)) {
      old = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : old) {
      Files.delete(path);
    }
  }

  Path folder() {
    return folder;
  }

  /** Where everything listens. */
  public Ports ports() {
    return ports;
  }

  Sandbox salesforce() {
    return salesforce;
  }

  Sandbox businessCentral() {
    return businessCentral;
  }

  @Override
  public void close() {
    sandboxes.destroyForcibly().onExit().join();
  }
}
