package io.fieldbridge.sandbox.salesforce.schema;

import io.fieldbridge.sandbox.salesforce.formula.Formula;
import io.fieldbridge.sandbox.salesforce.formula.FormulaException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line of a formula field: its type, then {@code formula =} and the formula. */
final class FormulaLine {

  private static final Pattern LINE = Pattern.compile("(?s)(.*?\\bformula)\\s*=\\s*(.+)");

  private FormulaLine() {}

  /** The line without its formula. */
  static String type(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches() ? matcher.group(1) : line;
  }

  /**
   * The formula; empty where the line has none.
   *
   * @throws IllegalArgumentException where it cannot be read
   */
  static Optional<Formula> formula(String field, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Formula.parse(matcher.group(2)));
    } catch (FormulaException wrong) {
      throw new IllegalArgumentException(field + ": " + wrong.getMessage(), wrong);
    }
  }
}
