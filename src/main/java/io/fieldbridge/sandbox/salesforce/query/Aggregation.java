package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** COUNT, SUM, MIN, MAX and AVG, over all rows or by group. */
final class Aggregation {

  private final Source org;
  private final ObjectType type;
  private final Soql soql;

  Aggregation(Source org, ObjectType type, Soql soql) {
    this.org = org;
    this.type = type;
    this.soql = soql;
  }

  List<ObjectNode> results(List<ObjectNode> rows) {
    checkGrouped();
    Stream<List<ObjectNode>> kept = parts(rows).stream().filter(this::kept);
    Comparator<List<ObjectNode>> order =
        soql.orders().stream().map(this::order).reduce(Comparator::thenComparing).orElse(null);
    kept = order == null ? kept : kept.sorted(order);
    return QueryRun.page(kept.map(this::result), soql).toList();
  }

  /** The rows by group; all of them, even none, where there are no groups. */
  private Collection<List<ObjectNode>> parts(List<ObjectNode> rows) {
    if (soql.groups().isEmpty()) {
      return List.of(rows);
    }
    List<Column> groups = groups();
    Map<List<Object>, List<ObjectNode>> parts = new LinkedHashMap<>();
    for (ObjectNode row : rows) {
      List<Object> key =
          groups.stream().map(group -> (Object) Objects.toString(group.key(row))).toList();
      parts.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
    }
    return parts.values();
  }

  Column column(String path) {
    return Column.resolve(org, type, path);
  }

  private List<Column> groups() {
    return soql.groups().stream().map(path -> column(path).groupable()).toList();
  }

  private void checkGrouped() {
    groups();
    for (Soql.Item item : soql.items()) {
      if (item instanceof Soql.FieldItem field) {
        checkGrouped("Field", field.path());
      } else if (item instanceof Soql.AggregateItem aggregate) {
        check(aggregate.function(), column(aggregate.path()));
      } else {
        throw new SalesforceError(
            "MALFORMED_QUERY", "Grouped queries select fields and aggregates only");
      }
    }
    soql.orders().forEach(order -> checkGrouped("Ordered field", order.path()));
  }

  /** Refuses a field that differs inside a group. */
  void checkGrouped(String what, String path) {
    if (!isAggregate(path) && soql.groups().stream().noneMatch(path::equalsIgnoreCase)) {
      column(path);
      throw new SalesforceError(
          "MALFORMED_QUERY", what + " must be grouped or aggregated: " + path);
    }
  }

  private static void check(String function, Column column) {
    FieldType kind = column.field().type();
    boolean sums = function.matches("SUM|AVG");
    boolean orders = function.matches("MIN|MAX");
    if (sums && !kind.isNumber() || orders && kind == FieldType.BOOLEAN) {
      throw new SalesforceError(
          "MALFORMED_QUERY",
          "field " + column.field().name() + " does not support aggregate operator " + function);
    }
  }

  private boolean kept(List<ObjectNode> rows) {
    return soql.having() == null || new Having(this, org, type).holds(soql.having(), rows);
  }

  static boolean isAggregate(String path) {
    return path.matches("(COUNT|COUNT_DISTINCT|SUM|MIN|MAX|AVG)\\(.*");
  }

  private Comparator<List<ObjectNode>> order(Soql.Order order) {
    Comparator<Comparable<?>> values = Filter::compared;
    Comparator<Comparable<?>> directed = order.descending() ? values.reversed() : values;
    return Comparator.comparing(
        rows -> sortKey(order.path(), rows),
        order.nullsLast() ? Comparator.nullsLast(directed) : Comparator.nullsFirst(directed));
  }

  /** What groups are compared by: a grouped field, or an aggregate over their rows. */
  Comparable<?> sortKey(String path, List<ObjectNode> rows) {
    if (!isAggregate(path)) {
      return rows.isEmpty() ? null : column(path).key(rows.get(0));
    }
    JsonNode value = value(path, rows);
    if (value.isNull()) {
      return null;
    }
    return value.isNumber() ? value.decimalValue() : argument(path).text(value.asText());
  }

  /** The field inside an aggregate; the id in {@code COUNT()}. */
  Column argument(String aggregate) {
    String path = aggregate.substring(aggregate.indexOf('(') + 1, aggregate.length() - 1);
    return column(path.isEmpty() ? "Id" : path);
  }

  private ObjectNode result(List<ObjectNode> rows) {
    ObjectNode result = Json.object();
    result.putObject("attributes").put("type", "AggregateResult");
    int unnamed = 0;
    for (Soql.Item item : soql.items()) {
      if (item instanceof Soql.FieldItem field) {
        Column column = column(field.path());
        boolean computed = field.alias() == null && column.function() != null;
        String plain = computed ? "expr" + unnamed++ : column.field().name();
        String name = field.alias() == null ? plain : field.alias();
        result.set(name, rows.isEmpty() ? NullNode.instance : grouped(column, rows.get(0)));
      } else if (item instanceof Soql.AggregateItem aggregate) {
        String name = aggregate.alias() == null ? "expr" + unnamed++ : aggregate.alias();
        result.set(name, value(aggregate.function() + "(" + aggregate.path() + ")", rows));
      }
    }
    return result;
  }

  private static JsonNode grouped(Column column, ObjectNode row) {
    if (column.function() == null) {
      JsonNode value = column.value(row);
      return value == null ? NullNode.instance : value;
    }
    return Json.MAPPER.valueToTree(column.key(row));
  }

  /** The value of an aggregate such as {@code SUM(Amount)}. */
  private JsonNode value(String aggregate, List<ObjectNode> rows) {
    int open = aggregate.indexOf('(');
    Column column = argument(aggregate);
    check(aggregate.substring(0, open), column);
    List<ObjectNode> filled = rows.stream().filter(row -> column.key(row) != null).toList();
    Comparator<ObjectNode> byKey =
        (one, other) -> Filter.compared(column.key(one), column.key(other));
    switch (aggregate.substring(0, open)) {
      case "COUNT":
        return IntNode.valueOf(filled.size());
      case "COUNT_DISTINCT":
        return IntNode.valueOf((int) filled.stream().map(column::key).distinct().count());
      case "MIN":
        return filled.stream().min(byKey).map(column::value).orElse(NullNode.instance);
      case "MAX":
        return filled.stream().max(byKey).map(column::value).orElse(NullNode.instance);
      default:
        return sum(column, filled, aggregate.startsWith("AVG"));
    }
  }

  private static JsonNode sum(Column column, List<ObjectNode> rows, boolean average) {
    if (rows.isEmpty()) {
      return NullNode.instance;
    }
    BigDecimal sum =
        rows.stream()
            .map(row -> column.value(row).decimalValue())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return DecimalNode.valueOf(
        average ? sum.divide(BigDecimal.valueOf(rows.size()), MathContext.DECIMAL64) : sum);
  }
}
