package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * One record on its way into the org: {@code before} is null on create, {@code row} is what the
 * rules may still change, {@code given} is what the client sent.
 */
record Save(Transaction transaction, ObjectType type, ObjectNode before, Row row, Row given) {

  static Save creating(Transaction transaction, ObjectType type, Row given) {
    return new Save(transaction, type, null, transaction.table(type).shape().fresh(), given);
  }

  static Save updating(Transaction transaction, ObjectType type, ObjectNode before, Row given) {
    Row row = transaction.table(type).shape().of(before).deepCopy();
    return new Save(transaction, type, before, row, given);
  }

  boolean isNew() {
    return before == null;
  }

  /** Whether the client sent a value that is not empty. */
  boolean sent(String field) {
    return given.hasNonNull(field);
  }

  /** Whether the field differs from the stored record. */
  boolean changed(String field) {
    if (before instanceof Row stored && stored.cells().shape() == row.cells().shape()) {
      return row.cells().differs(field, stored.cells());
    }
    return !Objects.equals(isNew() ? null : before.get(field), row.get(field));
  }

  /** Null where empty. */
  String text(String field) {
    return row.path(field).textValue();
  }

  /** Zero where empty. */
  BigDecimal number(String field) {
    return number(row, field);
  }

  static BigDecimal number(ObjectNode row, String field) {
    JsonNode value = row.get(field);
    return value == null ? BigDecimal.ZERO : value.decimalValue();
  }

  /** Sets a text, or clears the field with null. */
  void set(String field, String value) {
    if (value == null) {
      row.remove(field);
    } else {
      row.put(field, value);
    }
  }

  /** Sets a number as answers show it, or clears the field with null. */
  void set(String field, BigDecimal value) {
    put(type, row, field, value);
  }

  static void put(ObjectType type, ObjectNode row, String field, BigDecimal value) {
    Field definition = type.field(field);
    if (value == null) {
      row.remove(field);
    } else {
      row.set(definition.name(), FieldValues.number(definition.type(), value));
    }
  }

  /** Copies a field of another record; clears it where that is empty. */
  void copy(String field, ObjectNode from, String source) {
    if (from instanceof Row stored && !source.equals("Id")) {
      row.cells().take(field, stored.cells(), source);
      return;
    }
    JsonNode value = from == null ? null : from.get(source);
    if (value == null) {
      row.remove(field);
    } else {
      row.set(field, value);
    }
  }

  /** The live record behind a lookup; null where the lookup is empty. */
  ObjectNode parent(String lookup) {
    String id = text(lookup);
    if (id == null) {
      return null;
    }
    return transaction.live(id);
  }

  static SalesforceError integrity(String message, String... fields) {
    return new SalesforceError("FIELD_INTEGRITY_EXCEPTION", message, fields);
  }
}
