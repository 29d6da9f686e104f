package io.fieldbridge.breaker;

import java.time.Duration;

/**
 * What a flow may do to its records.
 *
 * @param window records count together when they were changed within this time
 */
public record FlowLimits(Duration window, Limit changes, Limit removals) {

  /** Half and 10,000 changed, a tenth and 50 taken away, within a quarter of an hour. */
  public static FlowLimits defaults() {
    return new FlowLimits(Duration.ofMinutes(15), new Limit(50, 10_000), new Limit(10, 50));
  }

  Limit of(Deed deed) {
    return deed == Deed.CHANGE ? changes : removals;
  }
}
