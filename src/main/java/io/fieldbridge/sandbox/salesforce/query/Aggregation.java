package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    List<Column> groups =
        soql.groups().stream().map(path -> Column.resolve(org, type, path)).toList();
    Map<List<Object>, List<ObjectNode>> parts = new LinkedHashMap<>();
    if (groups.isEmpty()) {
      parts.put(List.of(), rows);
    }
    for (ObjectNode row : rows) {
      List<Object> key =
          groups.stream().map(group -> (Object) Objects.toString(group.key(row))).toList();
      parts.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
    }
    return parts.values().stream().map(this::result).toList();
  }

  private ObjectNode result(List<ObjectNode> rows) {
    ObjectNode result = Json.object();
    result.putObject("attributes").put("type", "AggregateResult");
    int unnamed = 0;
    for (Soql.Item item : soql.items()) {
      if (item instanceof Soql.FieldItem field) {
        Column column = Column.resolve(org, type, field.path());
        result.set(column.field().name(), rows.isEmpty() ? null : column.value(rows.get(0)));
      } else if (item instanceof Soql.AggregateItem aggregate) {
        String name = aggregate.alias();
        place(result, name == null ? "expr" + unnamed++ : name, aggregate, rows);
      }
    }
    return result;
  }

  private void place(
      ObjectNode result, String name, Soql.AggregateItem aggregate, List<ObjectNode> rows) {
    Column column = Column.resolve(org, type, aggregate.path());
    List<Comparable<?>> values =
        rows.stream().<Comparable<?>>map(column::key).filter(Objects::nonNull).toList();
    switch (aggregate.function()) {
      case "COUNT":
        result.put(name, values.size());
        break;
      case "MIN":
        result.putPOJO(name, values.stream().min(Filter::compared).orElse(null));
        break;
      case "MAX":
        result.putPOJO(name, values.stream().max(Filter::compared).orElse(null));
        break;
      default:
        result.put(name, sum(values, aggregate.function().equals("AVG")));
    }
  }

  private static BigDecimal sum(List<Comparable<?>> values, boolean average) {
    BigDecimal sum =
        values.stream()
            .map(value -> value instanceof BigDecimal number ? number : BigDecimal.ZERO)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return average && !values.isEmpty()
        ? sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64)
        : sum;
  }
}
