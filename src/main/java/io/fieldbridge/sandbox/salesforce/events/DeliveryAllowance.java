package io.fieldbridge.sandbox.salesforce.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many events may be delivered in 24 hours, over both APIs and counted per subscriber.
 * Thread-safe.
 */
public final class DeliveryAllowance {
  private static final Duration WINDOW = Duration.ofHours(24);

  private final InstantSource clock;
  private final TreeMap<Instant, Long> byMinute = new TreeMap<>();
  private long most;
  private long used;

  /** Without a limit. */
  public DeliveryAllowance(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param events in 24 hours; 0 for no limit
   */
  public synchronized void most(long events) {
    most = events;
  }

  /** Takes so many deliveries, or none where they would be too many. */
  public synchronized boolean take(int events) {
    forgetOld();
    if (most > 0 && used + events > most) {
      return false;
    }
    byMinute.merge(clock.instant().truncatedTo(ChronoUnit.MINUTES), (long) events, Long::sum);
    used += events;
    return true;
  }

  /** Whether the day's deliveries are used up. */
  public synchronized boolean exhausted() {
    forgetOld();
    return most > 0 && used >= most;
  }

  /** Deliveries of the last 24 hours. */
  public synchronized long used() {
    forgetOld();
    return used;
  }

  /** Forgets what was delivered. */
  public synchronized void reset() {
    byMinute.clear();
    used = 0;
  }

  private void forgetOld() {
    Map.Entry<Instant, Long> first = byMinute.firstEntry();
    while (first != null && first.getKey().plus(WINDOW).isBefore(clock.instant())) {
      used -= first.getValue();
      byMinute.remove(first.getKey());
      first = byMinute.firstEntry();
    }
  }
}
