package io.fieldbridge.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for one consumer until there is something to claim. Used by one thread. */
public final class Watch {

  private static final long SHORTEST_MILLIS = 5;

  private final Signals signals;
  private final String flow;
  private final Supplier<Optional<Duration>> untilNext;
  private long seen;

  Watch(Signals signals, String flow, Supplier<Optional<Duration>> untilNext) {
    this.signals = signals;
    this.flow = flow;
    this.untilNext = untilNext;
    this.seen = signals.count(flow);
  }

  /**
   * Returns when something arrived or was released since the last return, when a message comes due,
   * or after {@code longest}. Claim once before the first call.
   */
  public void await(Duration longest) throws InterruptedException {
    long millis =
        untilNext
            .get()
            .map(next -> Math.max(SHORTEST_MILLIS, Math.min(next.toMillis(), longest.toMillis())))
            .orElse(longest.toMillis());
    seen = signals.await(flow, seen, millis);
  }

  static Duration between(Instant now, Instant due) {
    return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
  }
}
