package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;

/** One field as describe shows it. */
final class FieldDescription {

  private static final int FILTERABLE_TEXT_MAX = 255;

  private FieldDescription() {}

  static ObjectNode of(Field field) {
    boolean searchable =
        field.type() != FieldType.ADDRESS
            && (field.type() != FieldType.TEXTAREA || field.size().length() <= FILTERABLE_TEXT_MAX);
    ObjectNode json =
        Json.object()
            .put("name", field.name())
            .put("label", label(field.name()))
            .put("type", field.type().describeName())
            .put("soapType", field.type().soapType())
            .put("length", field.size().length())
            .put("byteLength", field.size().length() * 3)
            .put("precision", field.type() == FieldType.INT ? 0 : field.size().precision())
            .put("scale", field.size().scale())
            .put("digits", field.type() == FieldType.INT ? field.size().precision() : 0)
            .put("nillable", field.nillable())
            .put("createable", field.createable())
            .put("updateable", field.updateable())
            .put("defaultedOnCreate", defaulted(field))
            .put("calculated", false)
            .put("autoNumber", field.is(Trait.AUTONUMBER))
            .put("externalId", field.is(Trait.EXTERNAL))
            .put("unique", field.is(Trait.UNIQUE))
            .put("idLookup", field.identifies())
            .put("nameField", field.is(Trait.NAME))
            .put("caseSensitive", false)
            .put("custom", field.custom())
            .put("filterable", searchable)
            .put("sortable", searchable)
            .put("groupable", searchable && !field.type().isNumber())
            .put("restrictedPicklist", field.is(Trait.RESTRICTED))
            .put("dependentPicklist", false)
            .putNull("controllerName")
            .put("htmlFormatted", false)
            .put("compoundFieldName", field.compound());
    json.put("defaultValue", field.defaultValue());
    values(field, json);
    reference(field, json);
    return json;
  }

  /** A name in words: {@code ERP_Customer_Id__c} reads "ERP Customer Id". */
  static String label(String name) {
    return name.replaceAll("__c$", "")
        .replace('_', ' ')
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .strip();
  }

  private static boolean defaulted(Field field) {
    return field.defaultValue() != null
        || field.type() == FieldType.BOOLEAN
        || field.is(Trait.SYSTEM)
        || field.is(Trait.AUTONUMBER);
  }

  private static void values(Field field, ObjectNode json) {
    ArrayNode values = json.putArray("picklistValues");
    for (String value : field.values()) {
      values
          .addObject()
          .put("active", true)
          .put("defaultValue", value.equals(field.defaultValue()))
          .put("label", value)
          .putNull("validFor")
          .put("value", value);
    }
  }

  private static void reference(Field field, ObjectNode json) {
    ArrayNode to = json.putArray("referenceTo");
    json.putNull("relationshipName").putNull("relationshipOrder");
    if (field.reference() != null) {
      field.reference().to().forEach(to::add);
      json.put("relationshipName", field.reference().relationship());
    }
  }
}
