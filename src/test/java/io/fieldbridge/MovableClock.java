package io.fieldbridge;

import java.time.Instant;
import java.time.InstantSource;

/** Tells the true time until it is set; then it stands still. */
public final class MovableClock implements InstantSource {

  private volatile InstantSource source = InstantSource.system();

  public void set(Instant time) {
    source = InstantSource.fixed(time);
  }

  @Override
  public Instant instant() {
    return source.instant();
  }
}
