package io.fieldbridge.benchmark;

import io.fieldbridge.SandboxSwitches;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Lost replies and refusals of the ERP at seeded moments. */
final class Trouble implements Runnable {

  private static final List<String> FAULTS =
      List.of(
          "{'fault': 'lost-reply', 'object': 'customers', 'operation': 'create'}",
          "{'fault': 'lost-reply', 'object': 'customers', 'operation': 'update'}",
          "{'fault': 'unavailable', 'times': 3, 'retryAfterSeconds': 1}");

  private static final int MANY = 15;

  private final SandboxSwitches erp;
  private final Random random;

  Trouble(SandboxSwitches erp, long seed) {
    this.erp = erp;
    this.random = new Random(seed);
  }

  @Override
  public void run() {
    for (int i = 0; i < MANY; i++) {
      Patience.pause(Duration.ofMillis(500 + random.nextInt(4_000)));
      erp.fault(FAULTS.get(random.nextInt(FAULTS.size())));
    }
  }
}
