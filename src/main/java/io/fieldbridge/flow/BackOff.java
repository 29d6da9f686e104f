package io.fieldbridge.flow;

import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Waiting times that double up to a limit, scattered by a quarter so that waiters do not march. */
record BackOff(Duration first, Duration longest, RandomGenerator random) {

  /** The wait after the given attempt, the first being 1. */
  Duration after(int attempt) {
    int doublings = Math.min(Math.max(attempt - 1, 0), 30);
    long millis = Math.min(first.toMillis() << doublings, longest.toMillis());
    if (millis <= 0) {
      millis = longest.toMillis();
    }
    double scatter = 0.75 + random.nextDouble() / 2;
    return Duration.ofMillis(Math.min((long) (millis * scatter), longest.toMillis()));
  }

  /** Reads {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}. */
  static Duration duration(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      return lower.endsWith("ms")
          ? Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)))
          : Duration.parse("PT" + lower);
    } catch (NumberFormatException | java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no waiting time; expected for example 500ms, 2s, 5m or 1h", e);
    }
  }
}
