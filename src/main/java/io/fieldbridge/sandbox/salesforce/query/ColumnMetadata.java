package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.Locale;

/**
 * What a statement selects, as {@code columns=true} tells it: the vendor's command line tool asks
 * so for the heads of its tables. Not documented by the vendor; written after what clients read.
 */
final class ColumnMetadata {

  private final Source org;

  ColumnMetadata(Source org) {
    this.org = org;
  }

  ObjectNode of(ObjectType type, Soql soql) {
    ArrayNode columns = columns(type, soql);
    boolean id = false;
    for (JsonNode column : columns) {
      id |= column.path("columnName").asText().equals("Id");
    }
    ObjectNode metadata = Json.object();
    metadata.set("columnMetadata", columns);
    return metadata
        .put("entityName", type.name())
        .put("groupBy", !soql.groups().isEmpty())
        .put("idSelected", id)
        .put("keyPrefix", type.prefix());
  }

  private ArrayNode columns(ObjectType type, Soql soql) {
    ArrayNode columns = Json.array();
    int unnamed = 0;
    for (Soql.Item item : soql.items()) {
      if (item instanceof Soql.FieldItem field) {
        field(columns, Column.resolve(org, type, field.path()), field.alias());
      } else if (item instanceof Soql.AggregateItem aggregate) {
        String name = aggregate.alias() == null ? "expr" + unnamed++ : aggregate.alias();
        columns.add(aggregate(name, aggregate));
      } else if (item instanceof Soql.FieldsItem) {
        type.fields().forEach(each -> columns.add(plain(each, each.name())));
      } else if (item instanceof Soql.ChildItem child) {
        ObjectType.Child related = Projection.child(type, child.query());
        ObjectNode column = column(related.name(), related.name(), true);
        column.set("joinColumns", columns(related.object(), child.query()));
        columns.add(column);
      }
    }
    return columns;
  }

  /** A field of a parent stands under the parent's name, together with the parent's others. */
  private static void field(ArrayNode columns, Column column, String alias) {
    ArrayNode at = columns;
    for (Field lookup : column.lookups()) {
      at = (ArrayNode) join(at, lookup.reference().relationship()).get("joinColumns");
    }
    at.add(plain(column.field(), alias == null ? column.field().name() : alias));
  }

  private static ObjectNode join(ArrayNode columns, String name) {
    for (JsonNode column : columns) {
      if (column.path("columnName").asText().equals(name)) {
        return (ObjectNode) column;
      }
    }
    ObjectNode join = column(name, name, false);
    columns.add(join);
    return join;
  }

  private static ObjectNode plain(Field field, String name) {
    FieldType type = field.type();
    return column(name, field.name(), false)
        .put("apexType", apexType(type))
        .put("booleanType", type == FieldType.BOOLEAN)
        .put("custom", field.custom())
        .put("insertable", field.createable())
        .put("numberType", type.isNumber())
        .put("textType", type.isText())
        .put("updatable", field.updateable());
  }

  private static ObjectNode aggregate(String name, Soql.AggregateItem item) {
    String path = item.path() == null ? "" : item.path();
    String shown = item.function().toLowerCase(Locale.ROOT) + "(" + path + ")";
    boolean counts = item.function().toUpperCase(Locale.ROOT).startsWith("COUNT");
    return column(name, shown, true)
        .put("apexType", counts ? "Integer" : null)
        .put("numberType", counts);
  }

  private static ObjectNode column(String name, String shown, boolean aggregate) {
    ObjectNode column =
        Json.object()
            .put("aggregate", aggregate)
            .putNull("apexType")
            .put("booleanType", false)
            .put("columnName", name)
            .put("custom", false)
            .put("displayName", shown)
            .putNull("foreignKeyName")
            .put("insertable", false);
    column.putArray("joinColumns");
    return column.put("numberType", false).put("textType", false).put("updatable", false);
  }

  private static String apexType(FieldType type) {
    return switch (type) {
      case ID, REFERENCE -> "Id";
      case BOOLEAN -> "Boolean";
      case INT -> "Integer";
      case CURRENCY, DOUBLE, PERCENT -> "Decimal";
      case DATE -> "Date";
      case DATETIME -> "Datetime";
      case TIME -> "Time";
      case ADDRESS -> "Address";
      case STRING, TEXTAREA, PICKLIST, MULTIPICKLIST, EMAIL, PHONE, URL -> "String";
    };
  }
}
