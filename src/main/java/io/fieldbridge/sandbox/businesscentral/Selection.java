package io.fieldbridge.sandbox.businesscentral;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The rows of a set that a query finds, in its order. */
record Selection(List<Row> rows) {

  /** {@code parent} and {@code parentId} narrow the set to the children of one row, if given. */
  static Selection of(
      Company company, EntityType type, QueryOptions options, String parent, UUID parentId) {
    Collection<Row> candidates = company.rows(type.set());
    if (parent != null && parent.equals(type.indexed()) && View.of(type.set()).isEmpty()) {
      candidates = company.where(type.set(), parentId);
    }
    Filter filter = options.filter();
    return new Selection(
        candidates.stream()
            .filter(row -> parent == null || parentId.equals(row.guid(parent)))
            .filter(row -> shows(type, filter, row))
            .filter(row -> filter.matches(Calculated.values(company, type, row)))
            .sorted(order(company, type, options))
            .toList());
  }

  /** A table shared by several sets shows each its own rows, unless the filter asks for others. */
  private static boolean shows(EntityType type, Filter filter, Row row) {
    return type.template() == null
        || filter.properties().contains("templateDisplayName")
        || type.template().equals(row.get("templateDisplayName"));
  }

  List<Row> window(QueryOptions.Window window) {
    long top = window.top() < 0 ? Long.MAX_VALUE : window.top();
    return rows.stream().skip(window.skip()).limit(top).toList();
  }

  private static Comparator<Row> order(Company company, EntityType type, QueryOptions options) {
    Comparator<Row> order = (left, right) -> 0;
    for (QueryOptions.Order each : options.order()) {
      Comparator<Row> next = by(company, type, each.property());
      order = order.thenComparing(each.descending() ? next.reversed() : next);
    }
    if (type.key() != null) {
      order = order.thenComparing(by(company, type, type.property(type.key())));
    }
    return order.thenComparing(row -> row.id().toString());
  }

  private static Comparator<Row> by(Company company, EntityType type, Property property) {
    return (left, right) ->
        Comparison.compare(
            Calculated.value(company, type, left, property.name()),
            Calculated.value(company, type, right, property.name()));
  }
}
