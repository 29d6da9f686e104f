package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.Difference.Kind;
import io.fieldbridge.prove.Ledger.Company;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One run: load, kills and faults side by side, then quiet, then the comparison. */
final class Run implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Ground ground;
  private final DaemonProcess daemon;
  private final RunPlan plan;
  private final Clock clock;
  private final Ledger ledger;
  private final Rounds rounds;
  private final Office office;
  private final People people;
  private final CompanyCheck companies;
  private final JobCheck jobs;
  private final List<JsonNode> held = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param daemon one that has met both systems, as they are after a reset
   */
  Run(Ground ground, DaemonProcess daemon, RunPlan plan, Clock clock) {
    this.ground = ground;
    this.daemon = daemon;
    this.plan = plan;
    this.clock = clock;
    this.ledger = new Ledger(clock);
    this.rounds = new Rounds(plan.kills());
    this.office =
        new Office(
            new Salesforce(ground.ports(), "sales-demo"),
            new BusinessCentral(ground.ports()),
            ledger,
            RunPlan.random(plan.seed(), "office"));
    Technician technician =
        new Technician(
            new Salesforce(ground.ports(), "technician-demo"),
            ledger,
            RunPlan.random(plan.seed(), "technician"),
            LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    this.people = new People(plan, ledger, office, technician, rounds);
    this.companies = new CompanyCheck(ground.salesforce(), ground.businessCentral(), ledger);
    this.jobs = new JobCheck(ground, ledger, plan.posts());
  }

  RunResult play() {
    long started = clock.millis();
    Trouble trouble = new Trouble(ground, ledger, plan);
    Killer killer =
        new Killer(ground, daemon, ledger, rounds, RunPlan.random(plan.seed(), "killer"));
    Watcher watcher = new Watcher(ground);
    CompletableFuture<Void> watching = CompletableFuture.runAsync(watcher, threads);
    CompletableFuture<Void> troubling = CompletableFuture.runAsync(trouble, threads);
    CompletableFuture<Void> working = CompletableFuture.runAsync(people::play, threads);
    try {
      killer.run(plan.kills());
      join(working);
    } finally {
      trouble.end();
    }
    join(troubling);
    RunResult.Troubles troubles = new RunResult.Troubles(kills(killer), trouble.shown());
    List<Difference> found = new ArrayList<>(drain());
    watcher.end();
    join(watching);
    found.addAll(watcher.found());
    found.addAll(compare());
    found.addAll(traces());
    return new RunResult(plan, clock.millis() - started, ledger, troubles, found);
  }

  private Map<String, Integer> kills(Killer killer) {
    Map<String, Integer> kills = new TreeMap<>(killer.kills());
    if (!plan.firstDeaths().isEmpty()) {
      kills.put("during the first start", plan.firstDeaths().size());
    }
    return kills;
  }

  private static void join(CompletableFuture<Void> thread) {
    try {
      thread.join();
    } catch (CompletionException e) {
      throw new ProofException("People could not go on: " + e.getCause().getMessage(), e);
    }
  }

  /** What comes last on either side has to arrive; then nothing may be under way any more. */
  private List<Difference> drain() {
    Company last = people.last();
    boolean arrived = Insistence.await(PATIENCE, () -> !office.customerOf(last).isEmpty());
    if (arrived) {
      int limit = office.credit(last);
      arrived =
          Insistence.await(
              PATIENCE, () -> office.account(last).path("ERP_Credit_Limit__c").asInt(0) == limit);
    }
    if (!arrived) {
      return List.of(
          new Difference(Kind.LOST, last.name, last + ": the last change did not arrive"));
    }
    Quiet quiet = new Quiet(daemon);
    boolean ended = Insistence.await(PATIENCE, quiet::reached);
    held.addAll(quiet.held());
    return ended
        ? List.of()
        : List.of(
            new Difference(
                Kind.LOST, "", "messages are still under way: " + daemon.status().path("flows")));
  }

  private List<Difference> compare() {
    Checker checker = new Checker(held);
    companies.check(checker);
    jobs.check(checker);
    return checker.differences();
  }

  /** Where nothing fails unforeseen, no stack trace is in the log. */
  private List<Difference> traces() {
    return new DaemonLog(daemon.log())
        .errors().stream().map(error -> new Difference(Kind.LOG, "", error)).toList();
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
