package io.fieldbridge.sandbox.salesforce.query;

import io.fieldbridge.sandbox.salesforce.data.Times;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Functions of dates and times, which group and filter by a part of them, in UTC. */
enum DateFunction {
  CALENDAR_YEAR,
  CALENDAR_QUARTER,
  CALENDAR_MONTH,
  FISCAL_YEAR,
  FISCAL_QUARTER,
  FISCAL_MONTH,
  WEEK_IN_YEAR,
  DAY_IN_YEAR,
  DAY_IN_MONTH,
  DAY_IN_WEEK,
  HOUR_IN_DAY,
  DAY_ONLY;

  static boolean known(String name) {
    try {
      valueOf(name.toUpperCase(Locale.ROOT));
      return true;
    } catch (IllegalArgumentException unknown) {
      return false;
    }
  }

  /** The part of a stored date or dateTime: a whole number, or a date for DAY_ONLY. */
  Object of(String stored) {
    LocalDateTime time =
        stored.length() > 10
            ? LocalDateTime.ofInstant(Times.instant(stored), ZoneOffset.UTC)
            : Times.date(stored).atStartOfDay();
    switch (this) {
      case CALENDAR_YEAR, FISCAL_YEAR:
        return time.getYear();
      case CALENDAR_QUARTER, FISCAL_QUARTER:
        return time.get(IsoFields.QUARTER_OF_YEAR);
      case CALENDAR_MONTH, FISCAL_MONTH:
        return time.getMonthValue();
      case WEEK_IN_YEAR:
        return (time.getDayOfYear() - 1) / 7 + 1;
      case DAY_IN_YEAR:
        return time.getDayOfYear();
      case DAY_IN_MONTH:
        return time.getDayOfMonth();
      case DAY_IN_WEEK:
        return time.getDayOfWeek().getValue() % 7 + 1;
      case HOUR_IN_DAY:
        return time.getHour();
      default:
        return time.toLocalDate().toString();
    }
  }
}
