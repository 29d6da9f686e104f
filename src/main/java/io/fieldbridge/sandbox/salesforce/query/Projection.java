package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.List;

/** What a statement selects, ready to be taken from rows. */
final class Projection {

  private static final int FIELDS_LIMIT_MAX = 200;

  private record ChildQuery(ObjectType.Child child, Soql query, QueryRun run) {}

  private record Shown(Column column, String name, Display display) {}

  private final RecordView view;
  private final ObjectType type;
  private final List<Object> parts = new ArrayList<>();

  Projection(Source org, ObjectType type, Soql soql, RecordView view) {
    this.view = view;
    this.type = type;
    for (Soql.Item item : soql.items()) {
      if (item instanceof Soql.FieldItem field) {
        parts.add(field(org, field));
      } else if (item instanceof Soql.TypeofItem typeof) {
        parts.add(new TypeofPart(org, type, typeof, view));
      } else if (item instanceof Soql.FieldsItem fields) {
        everyField(org, fields, soql.limit());
      } else if (item instanceof Soql.ChildItem child) {
        parts.add(childQuery(org, child.query()));
      }
    }
  }

  private Object field(Source org, Soql.FieldItem item) {
    Column column = Column.resolve(org, type, item.path());
    if (item.shown().isEmpty()) {
      return column;
    }
    String name = item.alias() == null ? column.field().name() : item.alias();
    return new Shown(column, name, new Display(org, item.shown()));
  }

  private void everyField(Source org, Soql.FieldsItem fields, int limit) {
    if (limit < 0 || limit > FIELDS_LIMIT_MAX) {
      throw new SalesforceError(
          "MALFORMED_QUERY", "The SOQL FIELDS function must have a LIMIT of at most 200");
    }
    for (Field field : type.fields()) {
      if (!field.custom() && !fields.which().equals("CUSTOM")
          || field.custom() && !fields.which().equals("STANDARD")) {
        parts.add(new Column(org, List.of(), field));
      }
    }
  }

  private ChildQuery childQuery(Source org, Soql query) {
    ObjectType.Child child = child(type, query);
    return new ChildQuery(child, query, new QueryRun(org, child.object(), query, view));
  }

  /** The relationship that a child query names in its FROM. */
  static ObjectType.Child child(ObjectType type, Soql query) {
    ObjectType.Child child = type.child(query.from());
    if (child == null) {
      throw new SalesforceError(
          "INVALID_TYPE",
          "Didn't understand relationship '" + query.from() + "' in FROM part of query call.");
    }
    return child;
  }

  ObjectNode of(ObjectNode row) {
    ObjectNode record = view.envelope(type, row);
    for (Object part : parts) {
      if (part instanceof Column column) {
        place(view, record, row, column);
      } else if (part instanceof Shown shown) {
        show(record, row, shown);
      } else if (part instanceof TypeofPart typeof) {
        typeof.place(record, row);
      } else {
        children(record, row, (ChildQuery) part);
      }
    }
    return record;
  }

  /** Under its own name where it is the record's own or has an alias, else inside the parent. */
  private void show(ObjectNode record, ObjectNode row, Shown shown) {
    JsonNode value = shown.display.of(shown.column, row);
    boolean renamed = !shown.name.equals(shown.column.field().name());
    ObjectNode at = renamed ? record : holder(view, record, row, shown.column);
    if (at != null) {
      at.set(shown.name, value);
    }
  }

  static void place(RecordView view, ObjectNode record, ObjectNode row, Column column) {
    ObjectNode at = holder(view, record, row, column);
    if (at != null) {
      ObjectNode source = column.parent(row, column.lookups().size());
      JsonNode value = column.made() ? column.of(source) : RecordView.value(column.field(), source);
      at.set(column.field().name(), value);
    }
  }

  /** The object of the answer that a column belongs into; null where its parent is empty. */
  private static ObjectNode holder(
      RecordView view, ObjectNode record, ObjectNode row, Column column) {
    ObjectNode at = record;
    for (int step = 0; step < column.lookups().size(); step++) {
      String name = column.lookups().get(step).reference().relationship();
      ObjectNode parent = column.parent(row, step + 1);
      if (parent == null) {
        at.set(name, NullNode.instance);
        return null;
      }
      if (!(at.get(name) instanceof ObjectNode)) {
        at.set(name, envelope(view, column, step, parent));
      }
      at = (ObjectNode) at.get(name);
    }
    return at;
  }

  private static ObjectNode envelope(RecordView view, Column column, int step, ObjectNode parent) {
    ObjectType parentType = column.org().schema().ofId(parent.get("Id").textValue());
    ObjectNode envelope = view.envelope(parentType, parent);
    if (NameObject.behind(column.lookups().get(step))) {
      ((ObjectNode) envelope.get("attributes")).put("type", NameObject.NAME);
    }
    return envelope;
  }

  private static void children(ObjectNode record, ObjectNode row, ChildQuery query) {
    List<ObjectNode> found =
        query.run.records(
            query
                .run
                .org()
                .table(query.child.object())
                .having(query.child.field(), row.get("Id").textValue()));
    if (found.isEmpty()) {
      record.set(query.child.name(), NullNode.instance);
      return;
    }
    ObjectNode result = Json.object().put("totalSize", found.size()).put("done", true);
    result.putArray("records").addAll(found);
    record.set(query.child.name(), result);
  }
}
