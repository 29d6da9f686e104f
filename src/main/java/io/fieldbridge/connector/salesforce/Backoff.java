package io.fieldbridge.connector.salesforce;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double from a first to a longest, each with jitter so that many do not wake at once.
 */
final class Backoff {

  private final long first;
  private final long longest;
  private long next;

  private Backoff(long first, long longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  static Backoff between(long firstMillis, long longestMillis) {
    return new Backoff(firstMillis, longestMillis);
  }

  void reset() {
    next = first;
  }

  /** Half to all of the next pause, in milliseconds. */
  long nextMillis() {
    long bound = next;
    next = Math.min(longest, next * 2);
    return ThreadLocalRandom.current().nextLong(bound / 2, bound + 1);
  }

  void pause() throws InterruptedException {
    Thread.sleep(nextMillis());
  }

  /** False, and still interrupted, if the thread was. */
  boolean pauseUnlessInterrupted() {
    try {
      pause();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
