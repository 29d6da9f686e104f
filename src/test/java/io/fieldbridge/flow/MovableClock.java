package io.fieldbridge.flow;

import java.time.Instant;
import java.time.InstantSource;

/** Tells the true time until it is set; then it stands still. */
final class MovableClock implements InstantSource {

  private volatile InstantSource source = InstantSource.system();

  void set(String time) {
    source = InstantSource.fixed(Instant.parse(time));
  }

  @Override
  public Instant instant() {
    return source.instant();
  }
}
