package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** Plays one run on a ground and tells of it. Thread-safe, for grounds that differ. */
final class Player {

  /** People do in seconds here what they do in weeks, so that nothing is too much at once. */
  private static final String NEVER = "100";

  private final Database database;
  private final Clock clock;

  Player(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * What came of a run.
   *
   * @param result the line of the results file
   * @param told the same for people, in whole lines
   * @param whole whether it came to its end, be that good or bad
   */
  record Played(JsonNode result, String told, boolean whole) {}

  /**
   * @param keep whether log and database stay, though the run has passed
   */
  Played play(Ground ground, RunPlan plan, boolean keep) {
    Database.State state = database.fresh("fieldbridge_prove_" + plan.seed());
    Map<String, String> settings = new TreeMap<>();
    settings.put(
        "FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET",
        plan.posts() ? "shipped-and-invoiced" : "sales-order");
    settings.put("FIELDBRIDGE_MASS_CHANGE_CHANGES_PERCENT", NEVER);
    settings.put("FIELDBRIDGE_MASS_CHANGE_REMOVALS_PERCENT", NEVER);
    if (plan.seed() % 2 == 0) {
      settings.put("FIELDBRIDGE_DATABASE_COMPACT_FROM_MEGABYTES", "1");
    }
    String name = "run-" + plan.seed();
    try (DaemonProcess daemon = ground.begin(name, settings, state, plan.firstDeaths());
        Run run = new Run(ground, daemon, plan, clock)) {
      RunResult result = run.play();
      Played played = new Played(result.toJson(), told(run, daemon, result), true);
      if (result.passed() && !keep) {
        forget(daemon);
      }
      return played;
    } catch (ProofException | RefusedException | NoAnswerException broken) {
      return broken(plan.seed(), broken.getMessage());
    }
  }

  private static Played broken(long seed, String message) {
    ObjectNode result = Http.JSON.createObjectNode().put("seed", seed).put("passed", false);
    result.putArray("differences").add("broken: " + message);
    return new Played(
        result, "seed " + seed + ": BROKEN: " + message + System.lineSeparator(), false);
  }

  private static void forget(DaemonProcess daemon) {
    daemon.kill();
    try {
      Ground.remove(daemon.home());
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of a run cannot be deleted", e);
    }
  }

  private static String told(Run run, DaemonProcess daemon, RunResult result) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    out.printf(
        "seed %d: %s in %d s, %d companies, %d work orders, %d deeds, kills %s, faults %s%n",
        result.plan().seed(),
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
    return text.toString();
  }
}
