package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.util.List;

/** What follows HAVING: conditions on aggregates and on grouped fields. */
final class Having {

  private final Aggregation aggregation;
  private final Literals literals;
  private final Filter filter;

  Having(Aggregation aggregation, Source org, ObjectType type) {
    this.aggregation = aggregation;
    this.literals = new Literals(org.clock());
    this.filter = new Filter(org, type);
  }

  boolean holds(Soql.Condition condition, List<ObjectNode> rows) {
    if (condition instanceof Soql.And and) {
      return and.parts().stream().allMatch(part -> holds(part, rows));
    } else if (condition instanceof Soql.Or or) {
      return or.parts().stream().anyMatch(part -> holds(part, rows));
    } else if (condition instanceof Soql.Not not) {
      return !holds(not.part(), rows);
    } else if (condition instanceof Soql.Compare compare) {
      return Aggregation.isAggregate(compare.path())
          ? compares(compare, rows)
          : grouped(compare.path(), condition, rows);
    } else if (condition instanceof Soql.In in) {
      return Aggregation.isAggregate(in.path())
          ? in.values().stream().anyMatch(value -> equal(in.path(), value, rows)) != in.negated()
          : grouped(in.path(), condition, rows);
    }
    throw new SalesforceError(
        "MALFORMED_QUERY", "HAVING compares aggregates and grouped fields with values only");
  }

  private boolean grouped(String path, Soql.Condition condition, List<ObjectNode> rows) {
    aggregation.checkGrouped("Having field", path);
    return !rows.isEmpty() && filter.of(condition).test(rows.get(0));
  }

  private boolean equal(String path, Soql.Literal value, List<ObjectNode> rows) {
    return Filter.same(aggregation.sortKey(path, rows), wanted(path, value));
  }

  private boolean compares(Soql.Compare compare, List<ObjectNode> rows) {
    Comparable<?> key = aggregation.sortKey(compare.path(), rows);
    Comparable<?> wanted = wanted(compare.path(), compare.value());
    switch (compare.operator()) {
      case "=":
        return Filter.same(key, wanted);
      case "!=":
        return !Filter.same(key, wanted);
      case "LIKE":
        throw new SalesforceError(
            "INVALID_QUERY_FILTER_OPERATOR", "invalid operator on " + compare.path() + ": LIKE");
      default:
        return key != null
            && wanted != null
            && Filter.holds(Filter.compared(key, wanted), compare.operator());
    }
  }

  /** The value in the type of the aggregate: a number of counts and sums, else as the field's. */
  private Comparable<?> wanted(String aggregate, Soql.Literal value) {
    if (!aggregate.matches("(COUNT|COUNT_DISTINCT|SUM|AVG)\\(.*") || value.isNull()) {
      return literals.value(aggregation.argument(aggregate), value);
    }
    if (value.kind() != Token.Kind.NUMBER) {
      throw new SalesforceError(
          "MALFORMED_QUERY",
          aggregate + " can only be compared with a number, not " + value.text());
    }
    return new BigDecimal(value.text());
  }
}
