package io.fieldbridge.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that can be put wrong while it runs. */
final class SkewedClock extends Clock {

  private final Clock right;
  private volatile Duration skew = Duration.ZERO;

  SkewedClock(Clock right) {
    this.right = right;
  }

  void skew(Duration ahead) {
    skew = ahead;
  }

  @Override
  public Instant instant() {
    return right.instant().plus(skew);
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return right.withZone(zone);
  }
}
