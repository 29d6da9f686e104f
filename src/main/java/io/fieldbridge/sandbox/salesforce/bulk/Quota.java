package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How much of something was used in the last 24 hours. Thread-safe. */
final class Quota {

  private static final Duration WINDOW = Duration.ofHours(24);

  private final String what;
  private final InstantSource clock;
  private final LongSupplier most;
  private final Deque<Instant> used = new ArrayDeque<>();

  Quota(String what, InstantSource clock, LongSupplier most) {
    this.what = what;
    this.clock = clock;
    this.most = most;
  }

  /** Uses one, or refuses it as EXCEEDEDQUOTA. */
  synchronized void use() {
    Instant now = clock.instant();
    while (!used.isEmpty() && !used.getFirst().plus(WINDOW).isAfter(now)) {
      used.removeFirst();
    }
    if (used.size() >= most.getAsLong()) {
      throw new SalesforceError(
          "EXCEEDEDQUOTA", "ExceededQuota : " + what + " of the last 24 hours are used up.");
    }
    used.addLast(now);
  }

  synchronized long used() {
    return used.size();
  }

  synchronized void reset() {
    used.clear();
  }
}
