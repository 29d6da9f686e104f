package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.List;

/** One field as describe shows it. */
final class FieldDescription {

  private static final int FILTERABLE_TEXT_MAX = 255;
  private static final List<String> NEVER =
      List.of(
          "aiPredictionField",
          "dependentPicklist",
          "deprecatedAndHidden",
          "displayLocationInDecimal",
          "encrypted",
          "formulaTreatNullNumberAsZero",
          "highScaleNumber",
          "htmlFormatted",
          "searchPrefilterable");
  private static final List<String> EMPTY =
      List.of(
          "calculatedFormula",
          "controllerName",
          "defaultValueFormula",
          "extraTypeInfo",
          "filteredLookupInfo",
          "inlineHelpText",
          "mask",
          "maskType",
          "referenceTargetField");

  private FieldDescription() {}

  static ObjectNode of(Field field) {
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
            .put("permissionable", field.nillable() && !field.is(Trait.SYSTEM))
            .put("defaultedOnCreate", defaulted(field))
            .put("calculated", field.calculated())
            .put("autoNumber", field.is(Trait.AUTONUMBER))
            .put("externalId", field.is(Trait.EXTERNAL))
            .put("unique", field.is(Trait.UNIQUE))
            .put("idLookup", field.identifies() || looksUp(field))
            .put("nameField", field.is(Trait.NAME))
            .put("caseSensitive", field.is(Trait.CASESENSITIVE))
            .put("custom", field.custom())
            .put("restrictedPicklist", field.is(Trait.RESTRICTED))
            .put("compoundFieldName", field.compound())
            .put("defaultValue", field.defaultValue());
    uses(field, json);
    NEVER.forEach(name -> json.put(name, false));
    EMPTY.forEach(json::putNull);
    values(field, json);
    reference(field, json);
    return json;
  }

  private static void uses(Field field, ObjectNode json) {
    boolean longText =
        field.type() == FieldType.TEXTAREA && field.size().length() > FILTERABLE_TEXT_MAX;
    boolean filterable = field.type() != FieldType.ADDRESS && !longText;
    boolean several = field.type() == FieldType.MULTIPICKLIST;
    json.put("filterable", filterable)
        .put("sortable", filterable && !several)
        .put("groupable", filterable && !several && !decimal(field))
        .put("aggregatable", filterable && !several && field.type() != FieldType.BOOLEAN)
        .put("queryByDistance", field.type() == FieldType.ADDRESS);
  }

  private static boolean decimal(Field field) {
    return field.type().isNumber() && field.type() != FieldType.INT
        || field.type() == FieldType.DATETIME;
  }

  private static boolean looksUp(Field field) {
    return field.is(Trait.NAME) && !field.is(Trait.AUTONUMBER) || field.is(Trait.UNIQUE);
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
    Field.Reference reference = field.reference();
    boolean master = field.is(Trait.CASCADE) && field.is(Trait.REQUIRED);
    json.put("relationshipName", reference == null ? null : reference.relationship())
        .put("relationshipOrder", master ? Integer.valueOf(0) : null)
        .put("cascadeDelete", field.is(Trait.CASCADE))
        .put("restrictedDelete", false)
        .put("writeRequiresMasterRead", false)
        .put("namePointing", reference != null && reference.to().size() > 1)
        .put("polymorphicForeignKey", reference != null && reference.to().size() > 1);
    if (reference != null) {
      reference.to().forEach(to::add);
    }
  }
}
