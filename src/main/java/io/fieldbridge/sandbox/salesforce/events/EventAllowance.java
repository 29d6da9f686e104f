package io.fieldbridge.sandbox.salesforce.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** How many events there may be in a span of time, and how many there were. Thread-safe. */
public final class EventAllowance {

  private final InstantSource clock;
  private final Duration window;
  private final TreeMap<Instant, Long> byMinute = new TreeMap<>();
  private long most;
  private long used;

  /** Without a limit. */
  EventAllowance(InstantSource clock, Duration window) {
    this.clock = clock;
    this.window = window;
  }

  /**
   * @param events in the span; 0 for no limit
   */
  public synchronized void most(long events) {
    most = events;
  }

  /** Takes so many events, or none where they would be too many. */
  public synchronized boolean take(int events) {
    forgetOld();
    if (most > 0 && used + events > most) {
      return false;
    }
    byMinute.merge(clock.instant().truncatedTo(ChronoUnit.MINUTES), (long) events, Long::sum);
    used += events;
    return true;
  }

  /** Whether nothing is left. */
  public synchronized boolean exhausted() {
    forgetOld();
    return most > 0 && used >= most;
  }

  /** Events of the span that ends now. */
  public synchronized long used() {
    forgetOld();
    return used;
  }

  synchronized void reset() {
    byMinute.clear();
    used = 0;
  }

  private void forgetOld() {
    Map.Entry<Instant, Long> first = byMinute.firstEntry();
    while (first != null && first.getKey().plus(window).isBefore(clock.instant())) {
      used -= first.getValue();
      byMinute.remove(first.getKey());
      first = byMinute.firstEntry();
    }
  }
}
