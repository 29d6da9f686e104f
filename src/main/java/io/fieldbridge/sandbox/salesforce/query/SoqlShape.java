package io.fieldbridge.sandbox.salesforce.query;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a statement may not combine, whatever the objects and fields in it are. */
final class SoqlShape {

  private static final int CHILD_QUERIES_MAX = 20;
  private static final int PARENT_PATHS_MAX = 55;
  private static final int SEMI_JOINS_MAX = 2;

  private SoqlShape() {}

  static void check(Soql soql) {
    checkRelationships(soql);
    checkCount(soql);
    checkAliases(soql);
    for (Soql.Item item : soql.items()) {
      if (item instanceof Soql.ChildItem child) {
        checkChild(soql, child.query());
      }
    }
    checkJoins(soql);
  }

  private static void checkRelationships(Soql soql) {
    long children = soql.items().stream().filter(Soql.ChildItem.class::isInstance).count();
    long parents =
        fields(soql)
            .filter(field -> field.path().contains("."))
            .map(field -> field.path().replaceFirst("\\.\\w+$", ""))
            .distinct()
            .count();
    if (children > CHILD_QUERIES_MAX || parents > PARENT_PATHS_MAX) {
      throw malformed(
          "A query may have at most 55 child-to-parent and 20 parent-to-child relationships");
    }
  }

  private static Stream<Soql.FieldItem> fields(Soql soql) {
    return soql.items().stream()
        .filter(Soql.FieldItem.class::isInstance)
        .map(Soql.FieldItem.class::cast);
  }

  /** COUNT() stands alone; COUNT(Id) need not. */
  private static void checkCount(Soql soql) {
    boolean counts =
        soql.items().stream()
            .anyMatch(item -> item instanceof Soql.AggregateItem count && count.path() == null);
    if (counts && (soql.items().size() > 1 || !soql.groups().isEmpty())) {
      throw malformed("COUNT() must be all that is selected, and cannot be grouped");
    }
  }

  private static void checkAliases(Soql soql) {
    if (soql.aggregates()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (Soql.FieldItem field : fields(soql).toList()) {
      if (field.alias() != null && field.shown().isEmpty()) {
        throw malformed("only aggregate expressions use field aliasing");
      }
      String name = field.alias() == null ? field.path() : field.alias();
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw new SalesforceError("INVALID_FIELD", "duplicate field selected: " + name);
      }
    }
  }

  private static void checkChild(Soql parent, Soql child) {
    if (child.aggregates() || parent.aggregates()) {
      throw malformed("only root queries support aggregate expressions");
    }
    checkAliases(child);
    checkJoins(child);
  }

  private static void checkJoins(Soql soql) {
    List<Soql.SemiJoin> joins = joins(soql.where());
    if (joins.size() > SEMI_JOINS_MAX) {
      throw malformed("Maximum 2 semi join sub-selects are allowed");
    }
    for (Soql.SemiJoin join : joins) {
      if (!joins(join.query().where()).isEmpty()) {
        throw malformed("Nesting of semi join sub-selects is not supported");
      }
      if (join.query().from().equalsIgnoreCase(soql.from())) {
        throw malformed("The inner and outer selects should not be on the same object type");
      }
    }
  }

  private static List<Soql.SemiJoin> joins(Soql.Condition condition) {
    if (condition instanceof Soql.SemiJoin join) {
      return List.of(join);
    }
    if (condition instanceof Soql.Not not) {
      return joins(not.part());
    }
    if (condition instanceof Soql.And and) {
      return and.parts().stream().flatMap(part -> joins(part).stream()).toList();
    }
    if (condition instanceof Soql.Or or
        && or.parts().stream().anyMatch(part -> !joins(part).isEmpty())) {
      throw malformed("Semi join sub-selects are not allowed with the 'OR' operator");
    }
    return List.of();
  }

  private static SalesforceError malformed(String message) {
    return new SalesforceError("MALFORMED_QUERY", message);
  }
}
