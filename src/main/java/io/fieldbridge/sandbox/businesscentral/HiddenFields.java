package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Fields that people keep in the vendor's client and the API does not show. */
final class HiddenFields {

  private static final Map<String, Map<String, Kind>> FIELDS =
      Map.of(
          "items",
          Map.of(
              "salesBlocked", Kind.BOOLEAN,
              "serialTracking", Kind.BOOLEAN,
              "lotTracking", Kind.BOOLEAN,
              "preventNegativeInventory", Kind.BOOLEAN,
              "salesUnitOfMeasure", Kind.CODE,
              "roundingPrecision", Kind.DECIMAL),
          "customers",
          Map.of(
              "genBusPostingGroup", Kind.CODE,
              "postingGroup", Kind.CODE,
              "privacyBlocked", Kind.BOOLEAN,
              "pricesIncludeTax", Kind.BOOLEAN,
              "invoiceDiscountPercent", Kind.DECIMAL),
          "vendors",
          Map.of(
              "genBusPostingGroup", Kind.CODE,
              "postingGroup", Kind.CODE,
              "pricesIncludeTax", Kind.BOOLEAN),
          "locations",
          Map.of("requiresWarehouseDocuments", Kind.BOOLEAN));

  private HiddenFields() {}

  /**
   * Sets the fields that a body names on the row with a number or code.
   *
   * @throws IllegalArgumentException with a sentence for people, where the body is wrong
   */
  static void set(Transaction transaction, JsonNode wanted) {
    String set = wanted.path("object").asText();
    Map<String, Kind> known = FIELDS.get(set);
    if (known == null) {
      throw new IllegalArgumentException("'object' must be one of " + FIELDS.keySet());
    }
    String number = wanted.path("number").asText();
    Row row =
        transaction
            .company()
            .byKey(set, number)
            .orElseThrow(() -> new IllegalArgumentException("there is no " + set + " " + number));
    Draft draft = Draft.of(set, row);
    wanted
        .path("fields")
        .properties()
        .forEach(entry -> draft.put("$" + entry.getKey(), value(known, entry)));
    transaction.write(draft);
  }

  private static Object value(Map<String, Kind> known, Map.Entry<String, JsonNode> field) {
    Kind kind = known.get(field.getKey());
    JsonNode value = field.getValue();
    if (kind == Kind.BOOLEAN && value.isBoolean()) {
      return value.booleanValue();
    }
    if (kind == Kind.DECIMAL && value.isNumber()) {
      return value.decimalValue();
    }
    if (kind == Kind.CODE && value.isTextual()) {
      return value.textValue();
    }
    throw new IllegalArgumentException(
        "'fields' may hold " + known + ", not " + field.getKey() + ": " + value);
  }
}
