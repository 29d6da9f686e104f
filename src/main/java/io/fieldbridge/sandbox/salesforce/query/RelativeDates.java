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
          "TODAY|YESTERDAY|TOMORROW"
              + "|(LAST|THIS|NEXT)_(?:FISCAL_)?(WEEK|MONTH|QUARTER|YEAR)"
              + "|(LAST|NEXT)_(90)_DAYS"
              + "|(LAST|NEXT)_N_(?:FISCAL_)?(DAYS|WEEKS|MONTHS|QUARTERS|YEARS):(\\d{1,5})"
              + "|N_(?:FISCAL_)?(DAYS|WEEKS|MONTHS|QUARTERS|YEARS)_AGO:(\\d{1,5})");

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
      return days(matcher.group(3), 90, today);
    }
    if (matcher.group(7) != null) {
      return several(matcher.group(5), matcher.group(6), Integer.parseInt(matcher.group(7)), today);
    }
    if (matcher.group(9) != null) {
      return ago(matcher.group(8), Integer.parseInt(matcher.group(9)), today);
    }
    if (matcher.group(2) != null) {
      return period(matcher.group(2), shift(matcher.group(1)), today);
    }
    LocalDate day = today.plusDays(shift(matcher.group()));
    return new Span(day, day.plusDays(1));
  }

  private static Span days(String direction, int days, LocalDate today) {
    return direction.equals("LAST")
        ? new Span(today.minusDays(days), today.plusDays(1))
        : new Span(today.plusDays(1), today.plusDays(days + 1L));
  }

  private static Span several(String direction, String units, int count, LocalDate today) {
    if (units.equals("DAYS")) {
      return days(direction, count, today);
    }
    String unit = units.substring(0, units.length() - 1);
    Span now = period(unit, 0, today);
    return direction.equals("LAST")
        ? new Span(period(unit, -count, today).from, now.from)
        : new Span(now.to, period(unit, count, today).to);
  }

  private static Span ago(String units, int count, LocalDate today) {
    if (units.equals("DAYS")) {
      LocalDate day = today.minusDays(count);
      return new Span(day, day.plusDays(1));
    }
    return period(units.substring(0, units.length() - 1), -count, today);
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
      case "QUARTER":
        LocalDate quarter =
            today.withDayOfMonth(1).withMonth((today.getMonthValue() - 1) / 3 * 3 + 1);
        LocalDate shifted = quarter.plusMonths(3L * shift);
        return new Span(shifted, shifted.plusMonths(3));
      default:
        LocalDate year = today.withDayOfYear(1).plusYears(shift);
        return new Span(year, year.plusYears(1));
    }
  }
}
