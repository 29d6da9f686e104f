package io.fieldbridge.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program that is one of ours for comparison: the recipe or the floor. */
final class ProcessContender implements Contender {

  /** Longer than the longest pause of the recipe before it tries again. */
  private static final Duration QUIET = Duration.ofSeconds(12);

  private static final Duration UP_WITHIN = Duration.ofMinutes(2);

  private final String name;
  private final Class<?> program;
  private final List<String> more;
  private final Arena arena;
  private final Path home;
  private JavaProcess process;
  private long seen = -1;
  private long since;

  private ProcessContender(String name, Class<?> program, List<String> more, Arena arena) {
    this.name = name;
    this.program = program;
    this.more = more;
    this.arena = arena;
    this.home = arena.folder().resolve(name.replaceAll("[^A-Za-z]+", "-"));
  }

  static Contender recipe(Arena arena, boolean eager) {
    String name = eager ? "Camel recipe, eager" : "Camel recipe, not eager";
    return new ProcessContender(name, Recipe.class, List.of(Boolean.toString(eager)), arena);
  }

  static Contender floor(Arena arena) {
    return new ProcessContender("plain loop", Floor.class, List.of(), arena);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void begin() {
    arena.reset();
    begin(List.of());
  }

  @Override
  public void begin(int accounts) {
    arena.reset();
    arena.liftRate();
    arena.enterLinked(accounts);
    begin(arena.pairs());
    if (!rest(Duration.ofMinutes(4))) {
      throw new IllegalStateException(name + " is not idle");
    }
  }

  private void begin(List<Arena.Pair> pairs) {
    Path customers = home.resolve("customers.csv");
    try {
      remove(home);
      Files.createDirectories(home);
      Files.write(
          customers, pairs.stream().map(pair -> pair.account() + "," + pair.customer()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments = new ArrayList<>(arena.address().arguments());
    arguments.addAll(more);
    arguments.add((more.isEmpty() ? customers : home.resolve("seen")).toString());
    process = new JavaProcess(program, arguments, home.resolve("log"));
    start();
  }

  private static void remove(Path home) throws IOException {
    if (Files.exists(home)) {
      try (Stream<Path> files = Files.list(home)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void start() {
    long requests = requests();
    process.start();
    if (!Patience.await(UP_WITHIN, () -> requests() > requests)) {
      throw new IllegalStateException(name + " did not log in; see " + home);
    }
    seen = -1;
  }

  @Override
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** It keeps no account of what it does, so its calls are looked at. */
  @Override
  public boolean isIdle() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " ended by itself; see " + home);
    }
    long now = System.nanoTime();
    long requests = requests();
    if (requests != seen) {
      seen = requests;
      since = now;
    }
    return now - since > QUIET.toNanos();
  }

  private long requests() {
    return arena.salesforce().requests() + arena.businessCentral().requests();
  }
}
