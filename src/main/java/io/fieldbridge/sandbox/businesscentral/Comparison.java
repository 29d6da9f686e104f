package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.function.IntPredicate;

/** One comparison of a filter, in the kind of its property. */
final class Comparison {

  private Comparison() {}

  static Filter of(FilterOperand left, String operator, FilterOperand right) {
    if (left.isLiteral() && right.isLiteral()) {
      throw VendorException.url("A comparison needs a field.");
    }
    if (left.isLiteral()) {
      return of(right, mirrored(operator), left);
    }
    if (!right.isLiteral()) {
      throw VendorException.url("A field can be compared with a value only.");
    }
    Property property = left.property();
    Object wanted = wanted(property, right.literal());
    IntPredicate test = test(operator);
    return new Filter(
        left.properties(), values -> test.test(compare(left.read().apply(values), wanted)));
  }

  @SuppressWarnings("unchecked")
  static int compare(Object left, Object right) {
    if (left instanceof BigDecimal number && right instanceof BigDecimal other) {
      return number.compareTo(other);
    }
    return left == null ? -1 : ((Comparable<Object>) left).compareTo(right);
  }

  private static Object wanted(Property property, FilterOperand.Literal literal) {
    if (literal.text().equals("null") && !literal.quoted()) {
      return property.empty();
    }
    boolean text = property.kind().edmType().equals("Edm.String");
    if (text != literal.quoted()) {
      throw VendorException.url(
          "A binary operator with incompatible types was detected: '%s' is of type '%s'."
              .formatted(property.name(), property.kind().edmType()));
    }
    return Literals.value(property, literal.text());
  }

  private static IntPredicate test(String operator) {
    return switch (operator) {
      case "eq" -> sign -> sign == 0;
      case "ne" -> sign -> sign != 0;
      case "gt" -> sign -> sign > 0;
      case "ge" -> sign -> sign >= 0;
      case "lt" -> sign -> sign < 0;
      default -> sign -> sign <= 0;
    };
  }

  private static String mirrored(String operator) {
    return switch (operator) {
      case "gt" -> "lt";
      case "ge" -> "le";
      case "lt" -> "gt";
      case "le" -> "ge";
      default -> operator;
    };
  }
}
