package io.fieldbridge.breaker;

import java.time.Duration;

/**
 * What a flow may do to its records.
 *
 * @param window records count together when they were changed within this time
 */
public record FlowLimits(Duration window, Limit changes, Limit removals) {

  /** A fifth and 50 changed, a twentieth and 10 taken away, within a quarter of an hour. */
  public static FlowLimits defaults() {
    return new FlowLimits(Duration.ofMinutes(15), new Limit(20, 50), new Limit(5, 10));
  }

  Limit of(Deed deed) {
    return deed == Deed.CHANGE ? changes : removals;
  }
}
