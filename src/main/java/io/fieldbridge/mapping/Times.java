package io.fieldbridge.mapping;

import io.fieldbridge.mapping.SideRule.DurationUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Days, instants and durations as the systems write them. */
public final class Times {

  private Times() {}

  /** ISO 8601, also with Salesforce's offset without a colon ({@code +0000}); to milliseconds. */
  public static Optional<Instant> instant(String text) {
    String colon = text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
    try {
      return Optional.of(OffsetDateTime.parse(colon).toInstant().truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException wrong) {
      return Optional.empty();
    }
  }

  /** A day; of an instant only where the zone is known in which it is looked at. */
  static Optional<LocalDate> date(String text, ZoneId zone) {
    try {
      if (text.length() == 10) {
        return Optional.of(LocalDate.parse(text));
      }
      return Optional.ofNullable(zone)
          .flatMap(where -> instant(text).map(at -> at.atZone(where).toLocalDate()));
    } catch (DateTimeException wrong) {
      return Optional.empty();
    }
  }

  static BigDecimal minutes(BigDecimal amount, DurationUnit unit) {
    return amount
        .multiply(BigDecimal.valueOf(unit.minutes))
        .divide(BigDecimal.valueOf(unit.per), 10, RoundingMode.HALF_UP);
  }

  static BigDecimal fromMinutes(BigDecimal minutes, DurationUnit unit) {
    return minutes
        .multiply(BigDecimal.valueOf(unit.per))
        .divide(BigDecimal.valueOf(unit.minutes), 10, RoundingMode.HALF_UP);
  }
}
