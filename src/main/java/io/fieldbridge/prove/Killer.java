package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * SIGKILL at seeded moments: just so, while a write is under way, and again while the process
 * starts.
 */
final class Killer {

  private static final Duration FOR_A_REQUEST = Duration.ofSeconds(8);

  private static final List<String> WRITES_TO_BUSINESS_CENTRAL =
      List.of(
          "latency object=salesOrders operation=create",
          "latency object=customers operation=create",
          "latency operation=shipAndInvoice",
          "latency object=salesOrderLines operation=create",
          "latency operation=batch");

  private static final List<String> WRITES_TO_SALESFORCE =
      List.of(
          "latency object=Account operation=batch",
          "latency object=WorkOrder operation=batch",
          "latency object=Account operation=create");

  /** Documents are written only once their parts have settled, which takes three seconds. */
  private static final Duration FOR_THE_LAST_OF_A_ROUND = Duration.ofSeconds(6);

  private final Ground ground;
  private final DaemonProcess daemon;
  private final Ledger ledger;
  private final Rounds rounds;
  private final Random random;
  private final Map<String, Integer> kills = new TreeMap<>();

  Killer(Ground ground, DaemonProcess daemon, Ledger ledger, Rounds rounds, Random random) {
    this.ground = ground;
    this.daemon = daemon;
    this.ledger = ledger;
    this.rounds = rounds;
    this.random = random;
  }

  /** Kills and starts again that often; returns when the daemon is up at last. */
  void run(int times) {
    for (int kill = 0; kill < times; kill++) {
      Insistence.pause(100 + random.nextInt(1_500));
      if (random.nextBoolean()) {
        duringWrite();
      } else {
        kill("at any moment");
      }
      boolean workGoesOn = random.nextBoolean();
      if (workGoesOn) {
        rounds.next();
      }
      restart(kill == times - 1);
      if (!workGoesOn) {
        rounds.next();
      }
    }
    rounds.end();
  }

  private void restart(boolean last) {
    while (random.nextInt(3) == 0) {
      daemon.start();
      Insistence.pause(random.nextInt(4_000));
      kill("during the start");
    }
    daemon.start();
    if (random.nextInt(3) > 0 || last) {
      awaitUp();
    }
  }

  private void awaitUp() {
    if (!daemon.awaitUp()) {
      throw new ProofException("The daemon did not come up again; see " + daemon.log());
    }
  }

  /** The request takes a while, and the process dies before its answer or just after it. */
  private void duringWrite() {
    boolean toErp = random.nextInt(3) > 0;
    Sandbox sandbox = toErp ? ground.businessCentral() : ground.salesforce();
    List<String> writes = toErp ? WRITES_TO_BUSINESS_CENTRAL : WRITES_TO_SALESFORCE;
    String write = writes.get(random.nextInt(writes.size()));
    int milliseconds = 100 + random.nextInt(900);
    Map<String, Object> fault = Trouble.fault(write + " milliseconds=" + milliseconds);
    int dies = random.nextInt(milliseconds + 200);
    sandbox.fault(fault);
    Insistence.await(
        FOR_A_REQUEST,
        () -> !isArmed(sandbox, milliseconds) || rounds.restFor(FOR_THE_LAST_OF_A_ROUND));
    if (!isArmed(sandbox, milliseconds)) {
      Insistence.pause(dies);
      kill("during " + write.replaceAll("latency |object=|operation=", ""));
    } else {
      kill("at any moment");
    }
  }

  private static boolean isArmed(Sandbox sandbox, int milliseconds) {
    for (JsonNode fault : sandbox.faults()) {
      if (fault.path("fault").asText().equals("latency")
          && fault.path("milliseconds").asInt() == milliseconds) {
        return true;
      }
    }
    return false;
  }

  private void kill(String when) {
    daemon.kill();
    kills.merge(when, 1, Integer::sum);
    ledger.note("", "daemon killed " + when);
  }

  Map<String, Integer> kills() {
    return kills;
  }
}
