package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;

/** Values of a record and its parents as formulas see them, other formula fields among them. */
record RecordPath(Org org, int depth) {

  private static final int DEPTH_MAX = 10;

  /** The value of a path such as {@code Account.Name}; null where anything on the way is empty. */
  Object value(ObjectType type, ObjectNode row, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      Field field = type.field(path);
      return field == null ? null : value(type, field, row);
    }
    Field lookup = type.parent(path.substring(0, dot));
    String id = lookup == null ? null : row.path(lookup.name()).textValue();
    ObjectType parentType = id == null ? null : org.schema().ofId(id);
    ObjectNode parent = parentType == null ? null : org.table(parentType).live(id);
    return parent == null ? null : value(parentType, parent, path.substring(dot + 1));
  }

  private Object value(ObjectType type, Field field, ObjectNode row) {
    if (field.is(Trait.FORMULA)) {
      return depth == DEPTH_MAX
          ? null
          : type.formula(field).value(new RowScope(new RecordPath(org, depth + 1), type, row));
    }
    JsonNode value = row.get(field.name());
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isNumber()) {
      return value.decimalValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (field.type() == FieldType.DATE) {
      return Times.date(value.textValue());
    }
    return field.type() == FieldType.DATETIME
        ? Times.instant(value.textValue())
        : value.textValue();
  }
}
