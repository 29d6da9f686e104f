package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.formula.FormulaException;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** The values of formula fields: made anew with each read, stored nowhere. */
public final class FormulaFields {

  private FormulaFields() {}

  /** The value as answers show it; null where it is empty or the formula fails. */
  public static JsonNode value(Org org, Field field, ObjectNode row) {
    return org.read(
        () -> {
          ObjectType type = org.schema().ofId(row.get("Id").textValue());
          RowScope scope = new RowScope(new RecordPath(org, 0), type, row);
          try {
            return json(field, type.formula(field).value(scope));
          } catch (FormulaException failed) {
            return null;
          }
        });
  }

  private static JsonNode json(Field field, Object value) {
    if (field.type() == FieldType.BOOLEAN) {
      return BooleanNode.valueOf(Boolean.TRUE.equals(value));
    }
    if (value == null || value instanceof String text && text.isEmpty()) {
      return null;
    }
    if (value instanceof BigDecimal number && field.type().isNumber()) {
      BigDecimal rounded = number.setScale(field.size().scale(), RoundingMode.HALF_UP);
      return FieldValues.number(field.type(), rounded);
    }
    return TextNode.valueOf(value instanceof Instant time ? Times.text(time) : value.toString());
  }
}
