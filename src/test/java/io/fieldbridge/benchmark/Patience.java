package io.fieldbridge.benchmark;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what other processes do. */
final class Patience {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private Patience() {}

  /** Looks twice a second; false when the time is over first. */
  static boolean await(Duration longest, BooleanSupplier holds) {
    long end = System.nanoTime() + longest.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
    return true;
  }

  static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
