package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.data.FormulaFields;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.Collection;
import java.util.List;

/** Shows rows as records of the API: the envelope first, empty fields as null. */
public final class RecordView {

  private static final List<String> ADDRESS_PARTS =
      List.of(
          "city",
          "country",
          "countryCode",
          "geocodeAccuracy",
          "latitude",
          "longitude",
          "postalCode",
          "state",
          "stateCode",
          "street");

  private final String base;
  private final Org org;

  /**
   * @param version as in the address of the request, such as {@code 62.0}
   */
  public RecordView(String version) {
    this(version, null);
  }

  /**
   * @param org whose formulas make the values of formula fields; null where there are none
   */
  public RecordView(String version, Org org) {
    this.base = "/services/data/v" + version + "/sobjects/";
    this.org = org;
  }

  /** The record with these fields, in this order. */
  public ObjectNode record(ObjectType type, ObjectNode row, Collection<Field> fields) {
    ObjectNode record = envelope(type, row);
    for (Field field : fields) {
      boolean formula = org != null && field.is(Trait.FORMULA);
      record.set(field.name(), formula ? FormulaFields.value(org, field, row) : value(field, row));
    }
    return record;
  }

  /** The address of a record. */
  public String url(ObjectType type, String id) {
    return base + type.name() + "/" + id;
  }

  ObjectNode envelope(ObjectType type, ObjectNode row) {
    ObjectNode record = Json.object();
    record
        .putObject("attributes")
        .put("type", type.name())
        .put("url", url(type, row.get("Id").textValue()));
    return record;
  }

  static JsonNode value(Field field, ObjectNode row) {
    if (field.type() == FieldType.ADDRESS) {
      return address(field, row);
    }
    JsonNode value = row.get(field.name());
    return value == null ? NullNode.instance : value;
  }

  private static JsonNode address(Field field, ObjectNode row) {
    String prefix = field.name().substring(0, field.name().length() - "Address".length());
    ObjectNode address = Json.object();
    boolean empty = true;
    for (String part : ADDRESS_PARTS) {
      String name = prefix + Character.toUpperCase(part.charAt(0)) + part.substring(1);
      JsonNode value = row.get(name);
      empty = empty && value == null;
      address.set(part, value);
    }
    return empty ? NullNode.instance : address;
  }
}
