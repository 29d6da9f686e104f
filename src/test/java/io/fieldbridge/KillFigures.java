package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a run measured, told at its end. */
final class KillFigures {

  private final KillRig rig;
  private final List<Long> restarts = new ArrayList<>();
  private final long started = System.nanoTime();
  private long waitingAtDrain;
  private long drainingSince;
  private KillLedger ledger;

  KillFigures(KillRig rig) {
    this.rig = rig;
  }

  /** Waits for the control port and notes how long it took. */
  void restarted() {
    long since = System.nanoTime();
    while (rig.status().isEmpty() && System.nanoTime() - since < 60_000_000_000L) {
      Insistence.pause(20);
    }
    restarts.add((System.nanoTime() - since) / 1_000_000);
  }

  void draining(KillLedger played) {
    ledger = played;
    drainingSince = System.nanoTime();
    for (JsonNode flow : rig.status().path("flows")) {
      waitingAtDrain += flow.path("waiting").asLong();
    }
  }

  void drained(KillPlan plan) {
    long now = System.nanoTime();
    System.out.printf(
        "%s: %d companies, %d edits, %d work orders in %d s; then %d messages drained in %d s;"
            + " up again after %s ms%n",
        plan,
        ledger.companies.size(),
        ledger.edits,
        ledger.works.size(),
        Duration.ofNanos(drainingSince - started).toSeconds(),
        waitingAtDrain,
        Duration.ofNanos(now - drainingSince).toSeconds(),
        restarts);
    for (JsonNode system : rig.status().path("systems")) {
      System.out.println(
          system.path("system").asText()
              + " calls since the last start: "
              + system.path("callsByPurpose"));
    }
  }
}
