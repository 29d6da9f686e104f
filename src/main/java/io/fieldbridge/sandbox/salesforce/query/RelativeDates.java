package io.fieldbridge.sandbox.salesforce.query;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TODAY, LAST_N_DAYS:7 and the like, as a span of days in UTC. */
final class RelativeDates {

  private static final Pattern KNOWN =
      Pattern.compile(
          "TODAY|YESTERDAY|TOMORROW|(LAST|THIS|NEXT)_(WEEK|MONTH|YEAR)|(LAST|NEXT)_N_DAYS:(\\d{1,5})");

  /** From the first day up to, but not including, the second. */
  record Span(LocalDate from, LocalDate to) {}

  private RelativeDates() {}

  static boolean known(String text) {
    return KNOWN.matcher(text.toUpperCase(Locale.ROOT)).matches();
  }

  static Span span(String text, LocalDate today) {
    Matcher matcher = KNOWN.matcher(text.toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    if (matcher.group(4) != null) {
      int days = Integer.parseInt(matcher.group(4));
      return matcher.group(3).equals("LAST")
          ? new Span(today.minusDays(days), today.plusDays(1))
          : new Span(today.plusDays(1), today.plusDays(days + 1L));
    }
    if (matcher.group(2) != null) {
      return period(matcher.group(2), shift(matcher.group(1)), today);
    }
    LocalDate day = today.plusDays(shift(matcher.group()));
    return new Span(day, day.plusDays(1));
  }

  private static int shift(String word) {
    switch (word) {
      case "LAST", "YESTERDAY":
        return -1;
      case "NEXT", "TOMORROW":
        return 1;
      default:
        return 0;
    }
  }

  private static Span period(String unit, int shift, LocalDate today) {
    switch (unit) {
      case "WEEK":
        LocalDate sunday =
            today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).plusWeeks(shift);
        return new Span(sunday, sunday.plusWeeks(1));
      case "MONTH":
        LocalDate month = today.withDayOfMonth(1).plusMonths(shift);
        return new Span(month, month.plusMonths(1));
      default:
        LocalDate year = today.withDayOfYear(1).plusYears(shift);
        return new Span(year, year.plusYears(1));
    }
  }
}
