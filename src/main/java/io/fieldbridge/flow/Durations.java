package io.fieldbridge.flow;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times as routes write them. */
final class Durations {

  private Durations() {}

  /** Reads {@code 500ms}, {@code 2s}, {@code 5m}, {@code 1h}. */
  static Duration parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      return lower.endsWith("ms")
          ? Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)))
          : Duration.parse("PT" + lower);
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no time; expected for example 500ms, 2s, 5m or 1h", e);
    }
  }
}
