package io.fieldbridge.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again until something is seen, or gives up at a deadline. */
final class Watch {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final InstantSource clock;
  private final Duration patience;

  Watch(InstantSource clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /** Returns the first look that satisfies; says at the deadline what was last seen instead. */
  <T> T until(String expected, Supplier<T> look, Predicate<T> seen) {
    Instant deadline = clock.instant().plus(patience);
    T last = look.get();
    while (!seen.test(last)) {
      if (clock.instant().isAfter(deadline)) {
        throw new StoryException(
            "not seen within " + patience.toSeconds() + " s: " + expected + "; last seen: " + last);
      }
      pause();
      last = look.get();
    }
    return last;
  }

  /** Waits until a look gives equal answers for as long as {@code quiet}. */
  <T> T untilQuiet(String what, Duration quiet, Supplier<T> look) {
    Calm<T> calm = new Calm<>(look.get(), clock.instant());
    return until(
            what + " rests for " + quiet.toSeconds() + " s",
            () -> calm.look(look.get(), clock.instant()),
            seen -> seen.since(clock.instant()).compareTo(quiet) >= 0)
        .value;
  }

  Instant now() {
    return clock.instant();
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryException("interrupted", e);
    }
  }

  private static final class Calm<T> {
    private T value;
    private Instant changed;

    Calm(T value, Instant changed) {
      this.value = value;
      this.changed = changed;
    }

    Calm<T> look(T next, Instant now) {
      if (!next.equals(value)) {
        value = next;
        changed = now;
      }
      return this;
    }

    Duration since(Instant now) {
      return Duration.between(changed, now);
    }

    @Override
    public String toString() {
      return "last change to " + value + " at " + changed;
    }
  }
}
