package io.fieldbridge.prove;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What people do comes in rounds, one for each kill and one after the last, so that every kill
 * meets a daemon that has work. Thread-safe.
 */
final class Rounds {

  private static final long IN_USE = Long.MAX_VALUE;

  private final int many;
  private final Semaphore allowed = new Semaphore(1);
  private volatile long idleSince = IN_USE;

  Rounds(int kills) {
    this.many = kills + 1;
  }

  /** The first act of each round, of so many. */
  boolean begin(int act, int acts) {
    return act == 0 || act * many / acts != (act - 1) * many / acts;
  }

  /** People wait here before each round. */
  void await() {
    idleSince = System.nanoTime();
    try {
      allowed.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofException("The run is over", e);
    }
    idleSince = IN_USE;
  }

  /** Lets the next round begin. */
  void next() {
    allowed.release();
  }

  /** Nobody has to wait any more. */
  void end() {
    allowed.release(many);
  }

  /** Whether people have done nothing for so long, as they wait for the next round. */
  boolean restFor(Duration time) {
    long since = idleSince;
    return since != IN_USE
        && TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) > time.toMillis();
  }
}
