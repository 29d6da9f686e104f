package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.data.Times;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Predicate;

/** Checks that a value fits its field and turns it into what rows are compared by. */
final class Literals {

  private final InstantSource clock;

  Literals(InstantSource clock) {
    this.clock = clock;
  }

  boolean isSpan(Soql.Literal literal) {
    return literal.kind() == Token.Kind.WORD && RelativeDates.known(literal.text());
  }

  /** Null for NULL. */
  Comparable<?> value(Column column, Soql.Literal literal) {
    if (literal.isNull()) {
      return null;
    }
    Field field = column.field();
    if (column.function() != null) {
      return part(column, literal);
    }
    if (literal.kind() != expected(field.type())) {
      throw mismatch(field, literal);
    }
    switch (literal.kind()) {
      case NUMBER:
        return new BigDecimal(literal.text());
      case WORD:
        return literal.text().equalsIgnoreCase("true");
      case DATETIME:
        return column.text(Times.text(Times.instant(literal.text())));
      case DATE:
        return literal.text();
      default:
        return column.text(text(field, literal.text()));
    }
  }

  private static Comparable<?> part(Column column, Soql.Literal literal) {
    boolean day = column.function() == DateFunction.DAY_ONLY;
    if (literal.kind() != (day ? Token.Kind.DATE : Token.Kind.NUMBER)) {
      throw mismatch(column.field(), literal);
    }
    return day ? literal.text() : new BigDecimal(literal.text());
  }

  private static String text(Field field, String text) {
    if (field.type() != FieldType.ID && field.type() != FieldType.REFERENCE) {
      return text;
    }
    String id = RecordIds.canonical(text);
    if (id == null && !text.isEmpty()) {
      throw new SalesforceError("INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: " + text);
    }
    return id == null ? "" : id;
  }

  private static Token.Kind expected(FieldType type) {
    if (type.isNumber()) {
      return Token.Kind.NUMBER;
    }
    switch (type) {
      case BOOLEAN:
        return Token.Kind.WORD;
      case DATE:
        return Token.Kind.DATE;
      case DATETIME:
        return Token.Kind.DATETIME;
      default:
        return Token.Kind.STRING;
    }
  }

  private static SalesforceError mismatch(Field field, Soql.Literal literal) {
    String quotes = expected(field.type()) == Token.Kind.STRING ? "should" : "should not";
    return new SalesforceError(
        "INVALID_FIELD",
        String.format(
            "value of filter criterion for field '%s' must be of type %s and %s be enclosed in"
                + " quotes: %s",
            field.name(), field.type().soapType().replaceFirst(".*:", ""), quotes, literal.text()));
  }

  /** A date or time against TODAY and the like. */
  Predicate<ObjectNode> within(Column column, String operator, Soql.Literal literal) {
    FieldType type = column.field().type();
    if (type != FieldType.DATE && type != FieldType.DATETIME) {
      throw mismatch(column.field(), literal);
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    RelativeDates.Span span = RelativeDates.span(literal.text(), today);
    String from = start(column, span.from());
    String to = start(column, span.to());
    return row -> {
      Comparable<?> key = column.key(row);
      return key == null ? operator.equals("!=") : holds((String) key, operator, from, to);
    };
  }

  private static boolean holds(String key, String operator, String from, String to) {
    boolean inside = key.compareTo(from) >= 0 && key.compareTo(to) < 0;
    switch (operator) {
      case "=":
        return inside;
      case "!=":
        return !inside;
      case "<", ">=":
        return Filter.holds(key.compareTo(from), operator);
      case "<=":
        return key.compareTo(to) < 0;
      default:
        return key.compareTo(to) >= 0;
    }
  }

  private static String start(Column column, LocalDate day) {
    return column.field().type() == FieldType.DATE
        ? day.toString()
        : column.text(Times.text(day.atStartOfDay().toInstant(ZoneOffset.UTC)));
  }
}
