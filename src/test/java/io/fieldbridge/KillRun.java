package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.KillLedger.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;

/** One run: load, kills and faults side by side, then quiet, then the comparison. */
final class KillRun {

  private final KillRig rig;
  private final KillPlan plan;
  private final Random random;
  private final KillLedger ledger = new KillLedger();
  private final KillLoad load;
  private final KillCheck check;
  private final KillFigures figures;

  KillRun(KillRig rig, KillPlan plan) {
    this.rig = rig;
    this.plan = plan;
    this.random = new Random(~plan.seed());
    this.check = new KillCheck(rig, ledger);
    this.load = new KillLoad(rig, plan, ledger);
    this.figures = new KillFigures(rig);
  }

  List<String> differences() throws Exception {
    load.beginInErp();
    CompletableFuture<Void> people = CompletableFuture.runAsync(load::play);
    KillFaults faults = new KillFaults(rig, plan.seed());
    long unit = lasts() / (plan.kills() + 1);
    for (int kill = 0; kill < plan.kills(); kill++) {
      wait(people, faults, unit / 2 + random.nextLong(unit));
      killAndRestart();
    }
    while (!people.isDone()) {
      wait(people, faults, 500);
    }
    people.join();
    faults.end();
    figures.draining(ledger);
    awaitLast();
    awaitQuiet();
    figures.drained(plan);
    List<String> found = check.differences();
    found.addAll(traces());
    return found;
  }

  /** Milliseconds that the load takes about. */
  private long lasts() {
    return (long) (plan.pace() + 10) * (plan.accounts() + plan.changes() + 8 * plan.workOrders());
  }

  private void wait(CompletableFuture<Void> people, KillFaults faults, long milliseconds) {
    long end = System.nanoTime() + milliseconds * 1_000_000;
    while (System.nanoTime() < end && !people.isDone()) {
      if (plan.faults()) {
        faults.perhaps();
      }
      Insistence.pause(Math.min(milliseconds, 200));
    }
  }

  /** Every third time the process is killed again while it starts. */
  private void killAndRestart() throws IOException {
    rig.kill();
    rig.startDaemon();
    if (random.nextInt(3) == 0) {
      Insistence.pause(random.nextInt(3_000));
      rig.kill();
      rig.startDaemon();
    }
    figures.restarted();
  }

  /** What comes last on either side has to arrive: by then everything before it was heard. */
  private void awaitLast() {
    Company last = load.last();
    Awaitility.await().atMost(plan.patience()).until(() -> !load.customerOf(last).isEmpty());
    load.credit(last);
    Awaitility.await()
        .atMost(plan.patience())
        .until(
            () ->
                rig.crm("sales-demo")
                    .get("Account", last.accountId)
                    .path("ERP_Credit_Limit__c")
                    .asText("")
                    .startsWith(last.account.get("ERP_Credit_Limit__c")));
  }

  private void awaitQuiet() {
    Awaitility.await()
        .atMost(plan.patience())
        .pollInterval(java.time.Duration.ofMillis(250))
        .during(java.time.Duration.ofSeconds(3))
        .until(() -> waiting() == 0);
  }

  private long waiting() {
    JsonNode flows = rig.status().path("flows");
    long waiting = flows.isEmpty() ? 1 : 0;
    for (JsonNode flow : flows) {
      waiting += flow.path("waiting").asLong();
    }
    return waiting;
  }

  /** A run in which nothing fails unforeseen has no stack trace in its log. */
  private List<String> traces() throws IOException {
    return Files.readAllLines(rig.log()).stream()
        .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
        .limit(3)
        .map(line -> "the log says: " + line)
        .toList();
  }
}
