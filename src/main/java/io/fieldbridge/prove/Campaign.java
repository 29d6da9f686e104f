package io.fieldbridge.prove;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many seeded runs, some of them side by side, each remembered when it has ended. */
public final class Campaign {

  private final Program program;
  private final Player player;
  private final Path folder;
  private final Clock clock;
  private final PrintStream out;

  /**
   * @param folder for the results, and for the home folders of runs while they last
   */
  public Campaign(Program program, Database database, Path folder, Clock clock, PrintStream out) {
    this.program = program;
    this.player = new Player(database, clock);
    this.folder = folder;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Plays the runs that have no result yet.
   *
   * @return whether every run of the campaign has passed
   */
  public boolean play(Extent extent) {
    Instant began = clock.instant();
    Results results = new Results(folder.resolve("results-" + extent.name() + ".jsonl"));
    List<Long> seeds = new ArrayList<>();
    for (int run = 0; run < extent.runs(); run++) {
      seeds.add(extent.firstSeed() + run);
    }
    ConcurrentLinkedQueue<Long> left = new ConcurrentLinkedQueue<>(seeds);
    left.removeIf(results::has);
    Progress progress = new Progress(extent, left.size(), clock, out);
    seeds.stream().filter(results::has).forEach(seed -> progress.knows(results.of(seed)));
    sideBySide(Math.min(extent.atOnce(), left.size()), () -> work(extent, left, results, progress));
    Summary summary = new Summary();
    seeds.forEach(seed -> summary.add(results.of(seed)));
    Duration took = Duration.between(began, clock.instant());
    summary.print(extent, program.version() + "; " + Machine.words(), took, out);
    out.println("results: " + results.file());
    return summary.passed();
  }

  /** The first of these that cannot go on ends the campaign, once the others have run out. */
  private static void sideBySide(int many, Runnable work) {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        all.add(CompletableFuture.runAsync(work, threads));
      }
      all.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }

  /** One run after the other on a ground of its own; after a broken one on a new ground. */
  private void work(
      Extent extent, ConcurrentLinkedQueue<Long> left, Results results, Progress progress) {
    boolean whole = false;
    for (Long seed = left.poll(); seed != null; ) {
      try (Ground ground = Ground.open(program, folder)) {
        do {
          Player.Played played = player.play(ground, RunPlan.of(seed, extent.size()), false);
          if (Processes.areEnding()) {
            return;
          }
          whole = played.whole();
          results.add(played.result());
          progress.ended(played);
          seed = left.poll();
        } while (whole && seed != null);
      }
    }
  }

  /** Plays one seed again, whatever its result was, and shows what happened to its first record. */
  public boolean replay(long seed, int size) {
    try (Ground ground = Ground.open(program, folder)) {
      Player.Played played = player.play(ground, RunPlan.of(seed, size), true);
      out.print(played.told());
      return played.result().path("passed").asBoolean();
    }
  }
}
