package io.fieldbridge.benchmark;

import io.fieldbridge.SandboxSwitches;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** SIGKILL at seeded moments: just so, or while the ERP is writing. */
final class Killer {

  private static final Duration FOR_A_WRITE = Duration.ofSeconds(4);

  private final SandboxSwitches erp;
  private final Contender contender;
  private final Random random;

  Killer(SandboxSwitches erp, Contender contender, long seed) {
    this.erp = erp;
    this.contender = contender;
    this.random = new Random(seed);
  }

  /** Kills and starts again that often. */
  void run(int times) {
    for (int i = 0; i < times; i++) {
      Patience.pause(Duration.ofMillis(200 + random.nextInt(2_500)));
      if (random.nextBoolean()) {
        awaitWrite();
      }
      contender.kill();
      contender.start();
    }
  }

  /** Returns while a write takes a while, or just after its answer. */
  private void awaitWrite() {
    String operation = List.of("create", "update").get(random.nextInt(2));
    int milliseconds = 600 + random.nextInt(900);
    erp.fault(
        "{'fault': 'latency', 'object': 'customers', 'operation': '%s', 'milliseconds': %d}"
            .formatted(operation, milliseconds));
    Patience.await(FOR_A_WRITE, () -> !erp.isArmed("latency"));
    Patience.pause(Duration.ofMillis(random.nextInt(milliseconds)));
  }
}
