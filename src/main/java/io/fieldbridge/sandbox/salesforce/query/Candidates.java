package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.data.Table;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rows that have to be looked at: by id or index where the condition allows, else all. */
final class Candidates {

  private Candidates() {}

  static Collection<ObjectNode> of(
      Source org, ObjectType type, Soql.Condition where, boolean deletedToo) {
    Table table = org.table(type);
    Collection<ObjectNode> found = indexed(type, table, where);
    if (found == null) {
      found = table.all();
    }
    return deletedToo
        ? found
        : found.stream().filter(row -> !row.path("IsDeleted").booleanValue()).toList();
  }

  private static Collection<ObjectNode> indexed(
      ObjectType type, Table table, Soql.Condition where) {
    if (where instanceof Soql.And and) {
      return and.parts().stream()
          .map(part -> indexed(type, table, part))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    if (where instanceof Soql.Compare compare && compare.operator().equals("=")) {
      return having(table, type.field(compare.path()), List.of(compare.value()));
    }
    if (where instanceof Soql.In in && !in.negated()) {
      return having(table, type.field(in.path()), in.values());
    }
    return null;
  }

  private static Collection<ObjectNode> having(
      Table table, Field field, List<Soql.Literal> values) {
    boolean texts = values.stream().allMatch(value -> value.kind() == Token.Kind.STRING);
    boolean isId = field != null && field.type() == FieldType.ID;
    if (field == null || !texts || !isId && !table.indexed(field)) {
      return null;
    }
    Map<String, ObjectNode> found = new LinkedHashMap<>();
    for (Soql.Literal value : values) {
      String text =
          field.type() == FieldType.REFERENCE || isId
              ? RecordIds.canonical(value.text())
              : value.text();
      if (isId && table.row(text) != null) {
        found.put(text, table.row(text));
      } else if (!isId && text != null) {
        table.every(field, text).forEach(row -> found.put(row.get("Id").textValue(), row));
      }
    }
    return found.values();
  }
}
