package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a client's write gives to one record: field names in any case become the canonical ones,
 * values are checked, and a parent named by its external id becomes the parent's id.
 */
public final class Body {

  private final Transaction transaction;
  private final ObjectType type;
  private final boolean creating;
  private final boolean bySystem;
  private final Row values;

  Body(Transaction transaction, ObjectType type, boolean creating, boolean bySystem) {
    this.transaction = transaction;
    this.type = type;
    this.creating = creating;
    this.bySystem = bySystem;
    this.values = transaction.table(type).shape().empty();
  }

  /** The values to store by canonical name, {@code null} nodes for fields to clear. */
  Row values() {
    return values;
  }

  Body read(ObjectNode json) {
    json.properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("attributes")) {
                member(entry.getKey(), entry.getValue());
              }
            });
    return this;
  }

  private void member(String name, JsonNode value) {
    Field field = type.field(name);
    if (field != null) {
      set(field, value);
      return;
    }
    Field lookup = type.parent(name);
    if (lookup == null) {
      throw noSuchColumn(type, name);
    }
    setParent(lookup, parent(lookup, value));
  }

  /** Takes a value as clients send it. */
  void set(Field field, JsonNode value) {
    checkWritable(field);
    JsonNode converted = FieldValues.convert(type, field, value);
    Table parents = checkReference(field, converted);
    put(field, parents == null ? converted : parents.reference(converted));
  }

  private void setParent(Field lookup, JsonNode id) {
    checkWritable(lookup);
    put(lookup, id);
  }

  private void put(Field field, JsonNode value) {
    put(field, values.cells().shape().number(field.name()), value);
  }

  /** Takes the stored value of a field that may be written. */
  void put(Field field, FieldNumber number, JsonNode value) {
    put(field, number.in(values.cells().shape()), value);
  }

  private void put(Field field, int number, JsonNode value) {
    if (!values.cells().fill(number, value)) {
      throw new SalesforceError("INVALID_FIELD", "Duplicate field: " + field.name(), field.name());
    }
  }

  boolean creating() {
    return creating;
  }

  Table table(ObjectType other) {
    return transaction.table(other);
  }

  static SalesforceError noSuchColumn(ObjectType type, String name) {
    return new SalesforceError(
        "INVALID_FIELD", "No such column '" + name + "' on sobject of type " + type.name());
  }

  void checkWritable(Field field) {
    boolean writable = creating ? field.createable() : field.updateable();
    if (!writable && !bySystem) {
      throw new SalesforceError(
          "INVALID_FIELD_FOR_INSERT_UPDATE",
          "Unable to create/update fields: "
              + field.name()
              + ". Please check the security settings of this field and verify that it is"
              + " read/write for your profile or permission set.",
          field.name());
    }
  }

  /** The table that has the parent; null where the value names none. */
  Table checkReference(Field field, JsonNode value) {
    if (field.type() != FieldType.REFERENCE || value.isNull()) {
      return null;
    }
    String id = value.textValue();
    ObjectType target = transaction.org().schema().ofId(id);
    if (target == null || !field.reference().to().contains(target.name())) {
      throw new SalesforceError(
          "MALFORMED_ID", field.name() + ": id value of incorrect type: " + id, field.name());
    }
    if (transaction.table(target).live(id) == null) {
      throw new SalesforceError(
          "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name());
    }
    return transaction.table(target);
  }

  private JsonNode parent(Field lookup, JsonNode value) {
    if (!(value instanceof ObjectNode named)) {
      throw new SalesforceError(
          "INVALID_FIELD",
          "The value for " + lookup.reference().relationship() + " must be an object");
    }
    List<String> keys = new ArrayList<>();
    named.fieldNames().forEachRemaining(keys::add);
    keys.remove("attributes");
    ObjectType target = target(lookup, named.path("attributes").path("type").asText(null));
    return match(target, key(lookup, target, keys), named.path(keys.get(0)).asText());
  }

  /** The field by which a parent is named. */
  static Field key(Field lookup, ObjectType target, List<String> keys) {
    Field key = keys.size() == 1 ? target.field(keys.get(0)) : null;
    if (key == null || !key.identifies()) {
      throw new SalesforceError(
          "INVALID_FIELD",
          lookup.reference().relationship() + " must be named by one external id, not " + keys);
    }
    return key;
  }

  /**
   * The object that a lookup is to find a parent in.
   *
   * @param named as the client has named it; null for the first of the lookup's
   */
  ObjectType target(Field lookup, String named) {
    List<String> to = lookup.reference().to();
    String wanted = named == null ? to.get(0) : named;
    if (to.stream().noneMatch(wanted::equalsIgnoreCase)) {
      throw new SalesforceError("INVALID_TYPE", "sObject type '" + wanted + "' does not fit");
    }
    return transaction.org().schema().require(wanted);
  }

  /** The id of the one live record that has the key. */
  JsonNode match(ObjectType target, Field key, String value) {
    Table parents = transaction.table(target);
    int position = Lookup.position(parents, key, value);
    if (position == Table.NONE) {
      throw new SalesforceError(
          "INVALID_FIELD",
          String.format(
              "Foreign key external ID: %s not found for field %s in entity %s",
              value.toLowerCase(Locale.ROOT), key.name(), target.name()));
    }
    if (position == Table.SEVERAL) {
      throw new SalesforceError(
          "INVALID_FIELD",
          "More than one record found for external id field: " + key.name() + "=" + value);
    }
    return parents.reference(position);
  }
}
