package io.fieldbridge;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Tells the true time until it is set; then it stands still. It can be put forward. */
public final class MovableClock implements InstantSource {

  private volatile InstantSource source = InstantSource.system();

  public void set(Instant time) {
    source = InstantSource.fixed(time);
  }

  public void advance(Duration time) {
    source = InstantSource.offset(source, time);
  }

  @Override
  public Instant instant() {
    return source.instant();
  }
}
