package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A checked statement that can be run over rows of its object. */
final class QueryRun {

  private final Source org;
  private final Soql soql;
  private final Predicate<ObjectNode> where;
  private final Comparator<ObjectNode> order;
  private final Projection projection;

  QueryRun(Source org, ObjectType type, Soql soql, RecordView view) {
    this.org = org;
    this.soql = soql;
    this.where = new Filter(org, type).of(soql.where());
    this.order = order(org, type, soql.orders());
    this.projection = new Projection(org, type, soql, view);
  }

  Source org() {
    return org;
  }

  /** The records that the statement selects out of the candidates. */
  List<ObjectNode> records(Collection<ObjectNode> candidates) {
    return cut(candidates, where, order, soql).map(projection::of).toList();
  }

  /** The rows of a statement without its projection. */
  static List<ObjectNode> rows(Source org, ObjectType type, Soql soql, boolean deletedToo) {
    Predicate<ObjectNode> where = new Filter(org, type).of(soql.where());
    Comparator<ObjectNode> order = order(org, type, soql.orders());
    Collection<ObjectNode> candidates = Candidates.of(org, type, soql.where(), deletedToo);
    return cut(candidates, where, order, soql).toList();
  }

  /** The object that FROM names. */
  static ObjectType object(Source org, String name) {
    ObjectType type = org.schema().find(name);
    if (type == null) {
      throw new SalesforceError(
          "INVALID_TYPE",
          "sObject type '"
              + name
              + "' is not supported. If you are attempting to use a custom object, be sure to"
              + " append the '__c' after the entity name. Please reference your WSDL or the"
              + " describe call for the appropriate names.",
          name);
    }
    return type;
  }

  private static Stream<ObjectNode> cut(
      Collection<ObjectNode> candidates,
      Predicate<ObjectNode> where,
      Comparator<ObjectNode> order,
      Soql soql) {
    Stream<ObjectNode> rows = candidates.stream().filter(where);
    return page(order == null ? rows : rows.sorted(order), soql);
  }

  static Stream<ObjectNode> page(Stream<ObjectNode> rows, Soql soql) {
    Stream<ObjectNode> rest = rows.skip(soql.offset());
    return soql.limit() < 0 ? rest : rest.limit(soql.limit());
  }

  /** All rows that WHERE lets through, in no order. */
  static List<ObjectNode> matching(Source org, ObjectType type, Soql soql, boolean deletedToo) {
    return Candidates.of(org, type, soql.where(), deletedToo).stream()
        .filter(new Filter(org, type).of(soql.where()))
        .toList();
  }

  private static Comparator<ObjectNode> order(
      Source org, ObjectType type, List<Soql.Order> orders) {
    return orders.stream()
        .map(part -> order(Column.resolve(org, type, part.path()).sortable(), part))
        .reduce(Comparator::thenComparing)
        .orElse(null);
  }

  private static Comparator<ObjectNode> order(Column column, Soql.Order order) {
    Comparator<Comparable<?>> values = Filter::compared;
    Comparator<Comparable<?>> directed = order.descending() ? values.reversed() : values;
    return Comparator.comparing(
        column::key,
        order.nullsLast() ? Comparator.nullsLast(directed) : Comparator.nullsFirst(directed));
  }
}
