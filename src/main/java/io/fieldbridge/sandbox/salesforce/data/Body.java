package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the body of a write: field names in any case become the canonical ones, values are checked,
 * and a parent named by its external id becomes the parent's id.
 */
final class Body {

  private final Transaction transaction;
  private final ObjectType type;
  private final boolean creating;
  private final boolean bySystem;

  Body(Transaction transaction, ObjectType type, boolean creating, boolean bySystem) {
    this.transaction = transaction;
    this.type = type;
    this.creating = creating;
    this.bySystem = bySystem;
  }

  /** The values to store by canonical name, {@code null} nodes for fields to clear. */
  ObjectNode read(ObjectNode body) {
    ObjectNode values = Json.object();
    body.properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("attributes")) {
                member(entry, values);
              }
            });
    return values;
  }

  private void member(Map.Entry<String, JsonNode> entry, ObjectNode values) {
    Field field = type.field(entry.getKey());
    JsonNode value;
    if (field == null) {
      field = type.parent(entry.getKey());
      if (field == null) {
        throw noSuchColumn(type, entry.getKey());
      }
      value = parent(field, entry.getValue());
    } else {
      checkWritable(field);
      value = FieldValues.convert(type, field, entry.getValue());
      checkReference(field, value);
    }
    checkWritable(field);
    if (values.has(field.name())) {
      throw new SalesforceError("INVALID_FIELD", "Duplicate field: " + field.name(), field.name());
    }
    values.set(field.name(), value);
  }

  static SalesforceError noSuchColumn(ObjectType type, String name) {
    return new SalesforceError(
        "INVALID_FIELD", "No such column '" + name + "' on sobject of type " + type.name());
  }

  private void checkWritable(Field field) {
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

  private void checkReference(Field field, JsonNode value) {
    if (field.type() != FieldType.REFERENCE || value.isNull()) {
      return;
    }
    String id = value.textValue();
    ObjectType target = transaction.org().schema().ofId(id);
    if (target == null || !field.reference().to().contains(target.name())) {
      throw new SalesforceError(
          "MALFORMED_ID", field.name() + ": id value of incorrect type: " + id, field.name());
    }
    ObjectNode row = transaction.table(target).live(id);
    if (row == null) {
      throw new SalesforceError(
          "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", field.name());
    }
    boolean owner = field.name().equals("OwnerId") && target.name().equals("User");
    if (owner && !row.path("IsActive").booleanValue()) {
      throw new SalesforceError(
          "INACTIVE_OWNER_OR_USER",
          "operation performed with inactive user [" + id + "] as owner of " + type.name(),
          field.name());
    }
  }

  private JsonNode parent(Field lookup, JsonNode value) {
    if (!(value instanceof ObjectNode named)) {
      throw new SalesforceError(
          "INVALID_FIELD",
          "The value for " + lookup.reference().relationship() + " must be an object");
    }
    ObjectType target = target(lookup, named);
    List<String> keys = new ArrayList<>();
    named.fieldNames().forEachRemaining(keys::add);
    keys.remove("attributes");
    Field key = keys.size() == 1 ? target.field(keys.get(0)) : null;
    if (key == null || !key.identifies()) {
      throw new SalesforceError(
          "INVALID_FIELD",
          lookup.reference().relationship() + " must be named by one external id, not " + keys);
    }
    return match(target, key, named.get(keys.get(0)).asText());
  }

  private ObjectType target(Field lookup, ObjectNode named) {
    List<String> to = lookup.reference().to();
    String wanted = named.path("attributes").path("type").asText(to.get(0));
    if (to.stream().noneMatch(wanted::equalsIgnoreCase)) {
      throw new SalesforceError("INVALID_TYPE", "sObject type '" + wanted + "' does not fit");
    }
    return transaction.org().schema().require(wanted);
  }

  private JsonNode match(ObjectType target, Field key, String value) {
    List<ObjectNode> found = Lookup.byKey(transaction.table(target), key, value);
    if (found.isEmpty()) {
      throw new SalesforceError(
          "INVALID_FIELD",
          String.format(
              "Foreign key external ID: %s not found for field %s in entity %s",
              value.toLowerCase(Locale.ROOT), key.name(), target.name()));
    }
    if (found.size() > 1) {
      throw new SalesforceError(
          "INVALID_FIELD",
          "More than one record found for external id field: " + key.name() + "=" + value);
    }
    return found.get(0).get("Id");
  }
}
