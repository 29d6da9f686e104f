package io.fieldbridge.prove;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How a person goes on when a system refuses or does not answer: looks, and tries again. */
final class Insistence {

  private static final int TRIES = 100;
  private static final long LATEST_COMMIT = TimeUnit.SECONDS.toMillis(3);

  private Insistence() {}

  /** Repeats what may be repeated. */
  static <T> T until(Supplier<T> action) {
    for (int tries = 1; ; tries++) {
      try {
        return action.get();
      } catch (RefusedException | NoAnswerException e) {
        if (tries == TRIES) {
          throw e;
        }
        pause(100);
      }
    }
  }

  static void insist(Runnable action) {
    until(
        () -> {
          action.run();
          return true;
        });
  }

  /** Creates once: after a lost answer looks for what may have come of it, late as it may be. */
  static String create(Supplier<String> action, Supplier<Optional<String>> look) {
    for (int tries = 1; ; tries++) {
      try {
        return action.get();
      } catch (RefusedException refused) {
        if (tries == TRIES) {
          throw refused;
        }
        pause(100);
      } catch (NoAnswerException lost) {
        pause(LATEST_COMMIT);
        Optional<String> found = until(look);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
  }

  /** Waits until it holds; false when the time is over first. */
  static boolean await(Duration longest, BooleanSupplier holds) {
    long end = System.nanoTime() + longest.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(50);
    }
    return true;
  }

  static void pause(long milliseconds) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
  }
}
