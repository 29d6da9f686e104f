package io.fieldbridge.sandbox.salesforce.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** What operators do with values. An empty text counts as empty. */
final class Values {

  private Values() {}

  static boolean truth(Object value) {
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new FormulaException("expected true or false, not " + value);
  }

  static String text(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  static boolean blank(Object value) {
    return value == null || value instanceof String text && text.isEmpty();
  }

  static BigDecimal number(Object value) {
    if (value == null) {
      return BigDecimal.ZERO;
    }
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw new FormulaException("expected a number, not " + value);
  }

  static boolean compare(Object left, String operator, Object right) {
    if (operator.equals("=") || operator.equals("==")) {
      return same(left, right);
    }
    if (operator.equals("<>") || operator.equals("!=")) {
      return !same(left, right);
    }
    if (left == null || right == null) {
      return false;
    }
    int order = order(left, right);
    switch (operator) {
      case "<":
        return order < 0;
      case "<=":
        return order <= 0;
      case ">":
        return order > 0;
      default:
        return order >= 0;
    }
  }

  static boolean same(Object left, Object right) {
    if (blank(left) || blank(right)) {
      return blank(left) && blank(right);
    }
    return left.getClass() == right.getClass() && order(left, right) == 0;
  }

  @SuppressWarnings("unchecked")
  private static int order(Object left, Object right) {
    if (left.getClass() != right.getClass()) {
      throw new FormulaException("cannot compare " + left + " with " + right);
    }
    return ((Comparable<Object>) left).compareTo(right);
  }

  static Object plus(Object left, Object right) {
    if (left instanceof LocalDate date) {
      return date.plusDays(number(right).longValue());
    }
    if (left instanceof Instant time) {
      return time.plusSeconds(number(right).multiply(BigDecimal.valueOf(86_400)).longValue());
    }
    return left instanceof String || right instanceof String
        ? text(left) + text(right)
        : number(left).add(number(right));
  }

  static Object minus(Object left, Object right) {
    if (left instanceof LocalDate date && right instanceof LocalDate other) {
      return BigDecimal.valueOf(ChronoUnit.DAYS.between(other, date));
    }
    return left instanceof LocalDate || left instanceof Instant
        ? plus(left, number(right).negate())
        : number(left).subtract(number(right));
  }

  static Object times(Object left, Object right) {
    return number(left).multiply(number(right));
  }

  static Object divided(Object left, Object right) {
    BigDecimal divisor = number(right);
    return divisor.signum() == 0 ? null : number(left).divide(divisor, MathContext.DECIMAL64);
  }

  static LocalDate today(Scope scope) {
    return LocalDate.ofInstant(scope.now(), ZoneOffset.UTC);
  }
}
