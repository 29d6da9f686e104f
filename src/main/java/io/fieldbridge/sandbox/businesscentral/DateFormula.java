package io.fieldbridge.sandbox.businesscentral;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date formula of the vendor, such as {@code 30D}, {@code 1M} or {@code CM+10D}: a number of
 * days, weeks, months, quarters or years, the end of the current one of these, or a day of the
 * month, one after the other.
 */
final class DateFormula {

  private static final Pattern TERM =
      Pattern.compile("([+-]?)(?:(\\d{1,4})([DWMQY])|C([DWMQY])|D(\\d{1,2}))");

  private final List<UnaryOperator<LocalDate>> steps;

  private DateFormula(List<UnaryOperator<LocalDate>> steps) {
    this.steps = steps;
  }

  /**
   * Reads a formula; an empty one changes nothing.
   *
   * @throws VendorException where the text is none
   */
  static DateFormula parse(String text) {
    List<UnaryOperator<LocalDate>> steps = new ArrayList<>();
    Matcher term = TERM.matcher(text);
    int end = 0;
    while (term.lookingAt()) {
      if (end > 0 && term.group(1).isEmpty()) {
        throw unreadable(text);
      }
      steps.add(step(term));
      end = term.end();
      term.region(end, text.length());
    }
    if (end < text.length()) {
      throw unreadable(text);
    }
    return new DateFormula(steps);
  }

  /** When an amount is due by payment terms: at once where there are none. */
  static LocalDate dueDate(Company company, UUID paymentTerms, LocalDate day) {
    return company
        .find("paymentTerms", paymentTerms)
        .map(terms -> parse(terms.text("dueDateCalculation")).from(day))
        .orElse(day);
  }

  LocalDate from(LocalDate day) {
    LocalDate moved = day;
    for (UnaryOperator<LocalDate> step : steps) {
      moved = step.apply(moved);
    }
    return moved;
  }

  private static UnaryOperator<LocalDate> step(Matcher term) {
    boolean back = term.group(1).equals("-");
    if (term.group(2) != null) {
      int number = Integer.parseInt(term.group(2)) * (back ? -1 : 1);
      String unit = term.group(3);
      return day -> moved(day, unit, number);
    }
    if (term.group(4) != null) {
      String unit = term.group(4);
      return back ? day -> start(day, unit) : day -> moved(start(day, unit), unit, 1).minusDays(1);
    }
    int wanted = Integer.parseInt(term.group(5));
    return day -> dayOfMonth(day, wanted, back);
  }

  private static LocalDate moved(LocalDate day, String unit, int number) {
    return switch (unit) {
      case "D" -> day.plusDays(number);
      case "W" -> day.plusWeeks(number);
      case "M" -> day.plusMonths(number);
      case "Q" -> day.plus(number, IsoFields.QUARTER_YEARS);
      default -> day.plusYears(number);
    };
  }

  /** The first day of the current week, month and so on. */
  private static LocalDate start(LocalDate day, String unit) {
    return switch (unit) {
      case "D" -> day;
      case "W" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case "M" -> day.withDayOfMonth(1);
      case "Q" -> day.with(IsoFields.DAY_OF_QUARTER, 1);
      default -> day.withDayOfYear(1);
    };
  }

  private static LocalDate dayOfMonth(LocalDate day, int wanted, boolean back) {
    LocalDate there = atMost(day, wanted);
    if (back) {
      return there.isBefore(day) ? there : atMost(day.minusMonths(1), wanted);
    }
    return there.isAfter(day) ? there : atMost(day.plusMonths(1), wanted);
  }

  private static LocalDate atMost(LocalDate month, int wanted) {
    return month.withDayOfMonth(Math.max(1, Math.min(wanted, month.lengthOfMonth())));
  }

  private static VendorException unreadable(String text) {
    return new VendorException(
        400,
        "Application_EvaluateException",
        "The value \"%s\" can't be evaluated into type DateFormula.".formatted(text));
  }
}
