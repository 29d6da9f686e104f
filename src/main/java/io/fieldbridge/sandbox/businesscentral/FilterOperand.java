package io.fieldbridge.sandbox.businesscentral;

import java.util.Set;
import java.util.function.Function;

/**
 * One side of a comparison. A literal keeps its text, for only the other side tells its kind; a
 * function over a property is of kind text.
 */
record FilterOperand(
    Property property, Literal literal, Function<Function<String, Object>, Object> read) {

  /** A value as written; {@code quoted} tells text from everything else. */
  record Literal(String text, boolean quoted) {}

  static FilterOperand of(Property property) {
    return new FilterOperand(property, null, values -> values.apply(property.name()));
  }

  static FilterOperand literal(String text, boolean quoted) {
    return new FilterOperand(null, new Literal(text, quoted), values -> text);
  }

  boolean isLiteral() {
    return literal != null;
  }

  Set<String> properties() {
    return property == null ? Set.of() : Set.of(property.name());
  }

  String text(Function<String, Object> values) {
    Object value = read.apply(values);
    return value == null ? "" : value.toString();
  }

  /** The same property seen through a text function. */
  FilterOperand through(Function<String, String> function) {
    if (isLiteral()) {
      return literal(function.apply(literal.text()), literal.quoted());
    }
    Property seen = new Property(property.name(), Kind.TEXT, 0, property.members(), true, null);
    return new FilterOperand(seen, null, values -> function.apply(text(values)));
  }
}
