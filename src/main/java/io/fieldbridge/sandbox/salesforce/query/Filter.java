package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Turns conditions into predicates over rows. */
final class Filter {

  private final Source org;
  private final ObjectType type;
  private final Literals literals;

  Filter(Source org, ObjectType type) {
    this.org = org;
    this.type = type;
    this.literals = new Literals(org.clock());
  }

  Predicate<ObjectNode> of(Soql.Condition condition) {
    if (condition == null) {
      return row -> true;
    } else if (condition instanceof Soql.And and) {
      return and.parts().stream().map(this::of).reduce(Predicate::and).orElseThrow();
    } else if (condition instanceof Soql.Or or) {
      return or.parts().stream().map(this::of).reduce(Predicate::or).orElseThrow();
    } else if (condition instanceof Soql.Not not) {
      return of(not.part()).negate();
    } else if (condition instanceof Soql.Compare compare) {
      return compare(compare);
    } else if (condition instanceof Soql.In in) {
      return in(column(in.path()), in);
    } else if (condition instanceof Soql.Includes includes) {
      return includes(column(includes.path()), includes);
    }
    return semiJoin((Soql.SemiJoin) condition);
  }

  private Column column(String path) {
    return Column.resolve(org, type, path).filterable();
  }

  private Predicate<ObjectNode> compare(Soql.Compare compare) {
    Column column = column(compare.path());
    Soql.Literal literal = compare.value();
    if (compare.operator().equals("LIKE")) {
      return like(column, literal);
    }
    if (literals.isSpan(literal)) {
      return literals.within(column, compare.operator(), literal);
    }
    if (Money.is(literal.text()) && literal.kind() == Token.Kind.WORD) {
      return new Money(org).filter(column, compare.operator(), literal.text());
    }
    Comparable<?> wanted = literals.value(column, literal);
    switch (compare.operator()) {
      case "=":
        return row -> same(column.key(row), wanted);
      case "!=":
        return row -> !same(column.key(row), wanted);
      default:
        return ordered(column, compare.operator(), wanted);
    }
  }

  private static Predicate<ObjectNode> ordered(
      Column column, String operator, Comparable<?> wanted) {
    if (column.field().type() == FieldType.BOOLEAN || wanted == null) {
      throw new SalesforceError(
          "INVALID_QUERY_FILTER_OPERATOR",
          "invalid operator on field " + column.field().name() + ": " + operator);
    }
    return row -> {
      Comparable<?> key = column.key(row);
      return key != null && holds(compared(key, wanted), operator);
    };
  }

  static boolean holds(int comparison, String operator) {
    switch (operator) {
      case "<":
        return comparison < 0;
      case "<=":
        return comparison <= 0;
      case ">":
        return comparison > 0;
      default:
        return comparison >= 0;
    }
  }

  @SuppressWarnings("unchecked")
  static int compared(Comparable<?> left, Comparable<?> right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  static boolean same(Comparable<?> left, Comparable<?> right) {
    return left == null || right == null ? left == right : compared(left, right) == 0;
  }

  private Predicate<ObjectNode> like(Column column, Soql.Literal literal) {
    if (!column.field().type().isText() || literal.kind() != Token.Kind.STRING) {
      throw new SalesforceError(
          "INVALID_QUERY_FILTER_OPERATOR",
          "invalid operator on field " + column.field().name() + ": LIKE");
    }
    StringBuilder regex = new StringBuilder();
    String text = literal.text();
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      if (letter == '\\' && index + 1 < text.length()) {
        index++;
        regex.append(Pattern.quote(String.valueOf(text.charAt(index))));
      } else {
        regex.append(
            letter == '%' ? ".*" : letter == '_' ? "." : Pattern.quote(String.valueOf(letter)));
      }
    }
    Predicate<String> matches =
        Pattern.compile(
                regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
            .asMatchPredicate();
    return row -> column.value(row) != null && matches.test(column.value(row).textValue());
  }

  private Predicate<ObjectNode> in(Column column, Soql.In in) {
    Set<Object> wanted = new HashSet<>();
    in.values().forEach(value -> wanted.add(hashable(literals.value(column, value))));
    return row -> wanted.contains(hashable(column.key(row))) != in.negated();
  }

  private static Predicate<ObjectNode> includes(Column column, Soql.Includes includes) {
    if (column.field().type() != FieldType.MULTIPICKLIST) {
      throw new SalesforceError(
          "INVALID_QUERY_FILTER_OPERATOR",
          "invalid operator on field " + column.field().name() + ": INCLUDES");
    }
    return row -> {
      Comparable<?> key = column.key(row);
      Set<String> chosen = key == null ? Set.of() : Set.of(key.toString().split(";"));
      boolean found =
          includes.values().stream()
              .map(value -> column.text(value.text()).split(";"))
              .anyMatch(wanted -> chosen.containsAll(Set.of(wanted)));
      return found != includes.negated();
    };
  }

  private static Object hashable(Comparable<?> key) {
    return key instanceof BigDecimal number ? number.stripTrailingZeros() : key;
  }

  private Predicate<ObjectNode> semiJoin(Soql.SemiJoin join) {
    Column column = column(join.path());
    checkJoined(column);
    List<Soql.Item> items = join.query().items();
    if (items.size() != 1 || !(items.get(0) instanceof Soql.FieldItem item)) {
      throw new SalesforceError("MALFORMED_QUERY", "a semi-join selects exactly one field");
    }
    ObjectType other = QueryRun.object(org, join.query().from());
    Column selected = Column.resolve(org, other, item.path());
    checkJoined(selected);
    Set<Object> wanted = new HashSet<>();
    QueryRun.rows(org, other, join.query(), false).forEach(row -> wanted.add(selected.key(row)));
    wanted.remove(null);
    return row -> {
      Comparable<?> key = column.key(row);
      return key != null && wanted.contains(key) != join.negated();
    };
  }

  private static void checkJoined(Column column) {
    FieldType kind = column.field().type();
    if (kind != FieldType.ID && kind != FieldType.REFERENCE) {
      throw new SalesforceError(
          "INVALID_FIELD",
          "Semi join sub-selects can only query and compare id fields, not "
              + column.field().name());
    }
  }
}
