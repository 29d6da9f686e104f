package io.fieldbridge.sandbox.businesscentral;

import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Due dates by payment terms; of date formulas, a number of days, weeks, months or years. */
final class DueDate {

  private static final Pattern FORMULA = Pattern.compile("(CM\\+)?(\\d{1,4})([DWMY])");

  private DueDate() {}

  static LocalDate of(Company company, UUID paymentTerms, LocalDate day) {
    String formula =
        company
            .find("paymentTerms", paymentTerms)
            .map(terms -> terms.text("dueDateCalculation"))
            .orElse("");
    Matcher matcher = FORMULA.matcher(formula);
    if (!matcher.matches()) {
      return day;
    }
    LocalDate start = matcher.group(1) == null ? day : day.withDayOfMonth(day.lengthOfMonth());
    int number = Integer.parseInt(matcher.group(2));
    return switch (matcher.group(3)) {
      case "D" -> start.plusDays(number);
      case "W" -> start.plusWeeks(number);
      case "M" -> start.plusMonths(number);
      default -> start.plusYears(number);
    };
  }
}
