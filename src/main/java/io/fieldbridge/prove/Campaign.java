package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** Many seeded runs, one after the other, each remembered when it has ended. */
public final class Campaign {

  /** People do in seconds here what they do in weeks, so that nothing is too much at once. */
  private static final String NEVER = "100";

  private final Program program;
  private final Database database;
  private final Path folder;
  private final Clock clock;
  private final PrintStream out;

  /**
   * @param folder for the results, and for the home folders of runs while they last
   */
  public Campaign(Program program, Database database, Path folder, Clock clock, PrintStream out) {
    this.program = program;
    this.database = database;
    this.folder = folder;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Plays the runs of these seeds that have no result yet.
   *
   * @param size how many times as large as usual, from 1
   * @return whether every run of the campaign has passed
   */
  public boolean play(long firstSeed, int runs, int size) {
    Results results = new Results(file(firstSeed, size));
    Summary summary = new Summary();
    try (Ground ground = Ground.open(program, folder)) {
      for (int run = 0; run < runs; run++) {
        long seed = firstSeed + run;
        if (!results.has(seed)) {
          out.printf("run %d of %d, seed %d: ", run + 1, runs, seed);
          out.flush();
          results.add(one(ground, RunPlan.of(seed, size), false));
        }
        summary.add(results.of(seed));
      }
    }
    summary.print(out);
    out.println("results: " + results.file());
    return summary.passed();
  }

  /** Plays one seed again, whatever its result was, and shows what happened to its first record. */
  public boolean replay(long seed, int size) {
    try (Ground ground = Ground.open(program, folder)) {
      out.printf("seed %d: ", seed);
      return one(ground, RunPlan.of(seed, size), true).path("passed").asBoolean();
    }
  }

  private Path file(long firstSeed, int size) {
    String large = size == 1 ? "" : "-size-" + size;
    return folder.resolve("results-" + firstSeed + large + ".jsonl");
  }

  private ObjectNode one(Ground ground, RunPlan plan, boolean keep) {
    long seed = plan.seed();
    String name = "run-" + seed;
    Map<String, String> settings = new TreeMap<>(database.fresh("fieldbridge_prove_" + seed));
    settings.put(
        "FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET",
        plan.posts() ? "shipped-and-invoiced" : "sales-order");
    settings.put("FIELDBRIDGE_MASS_CHANGE_CHANGES_PERCENT", NEVER);
    settings.put("FIELDBRIDGE_MASS_CHANGE_REMOVALS_PERCENT", NEVER);
    try (DaemonProcess daemon = ground.begin(name, settings, plan.firstDeaths());
        Run run = new Run(ground, daemon, plan, clock)) {
      return told(run, daemon, keep);
    } catch (ProofException | RefusedException | NoAnswerException broken) {
      out.println("BROKEN: " + broken.getMessage());
      ObjectNode result = Http.JSON.createObjectNode().put("seed", seed).put("passed", false);
      result.putArray("differences").add("broken: " + broken.getMessage());
      return result;
    }
  }

  private ObjectNode told(Run run, DaemonProcess daemon, boolean keep) {
    try {
      RunResult result = run.play();
      print(run, daemon, result);
      if (result.passed() && !keep) {
        daemon.kill();
        Ground.remove(daemon.home());
      }
      return result.toJson();
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of a run cannot be deleted", e);
    }
  }

  private void print(Run run, DaemonProcess daemon, RunResult result) {
    out.printf(
        "%s in %d s, %d companies, %d work orders, %d deeds, kills %s, faults %s%n",
        result.passed() ? "passed" : "FAILED",
        result.milliseconds() / 1000,
        result.ledger().companies.size(),
        result.ledger().jobs.size(),
        result.ledger().count(),
        result.troubles().kills(),
        result.troubles().faults());
    result.found().forEach(difference -> out.println("  " + difference));
    if (!result.passed()) {
      new Timelines(run.ledger(), daemon, out).print(result.found().get(0));
      out.println("  log and database: " + daemon.home());
    }
  }
}
