package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;

/** Lines that people enter into the price list for all customers; the API only shows them. */
final class PriceEntry {

  private static final String SET = "priceListLines";

  private PriceEntry() {}

  /**
   * @throws IllegalArgumentException with a sentence for people, where the body is wrong
   */
  static void enter(Transaction transaction, JsonNode wanted) {
    Row item =
        transaction
            .company()
            .byKey("items", wanted.path("item").asText())
            .orElseThrow(() -> new IllegalArgumentException("'item' must be an item's number"));
    if (!wanted.path("unitPrice").isNumber() && !wanted.has("lineDiscountPercent")) {
      throw new IllegalArgumentException("'unitPrice' must be a number");
    }
    EntityType type = Demo.EXTENSION.type(SET);
    UUID id = transaction.newId(SET);
    transaction.write(
        Draft.fresh(type, id)
            .put("priceListCode", "S00001")
            .put("lineNumber", NumberSeries.entryNumber(transaction, SET) * 10_000)
            .put("sourceType", "All_x0020_Customers")
            .put("assetType", "Item")
            .put("assetNumber", item.text("number"))
            .put("variantCode", variant(transaction, item, wanted.path("variantCode").asText("")))
            .put("unitOfMeasureCode", item.text("baseUnitOfMeasureCode"))
            .put("currencyCode", wanted.path("currencyCode").asText(""))
            .put("minimumQuantity", number(wanted, "minimumQuantity"))
            .put("startingDate", day(wanted, "startingDate"))
            .put("endingDate", day(wanted, "endingDate"))
            .put("unitPrice", number(wanted, "unitPrice"))
            .put("lineDiscountPercent", number(wanted, "lineDiscountPercent"))
            .put("status", wanted.path("status").asText("Active")));
  }

  private static String variant(Transaction transaction, Row item, String code) {
    boolean known =
        transaction.company().rows("itemVariants").stream()
            .filter(variant -> variant.guid("itemId").equals(item.id()))
            .anyMatch(variant -> variant.text("code").equals(code));
    if (!code.isEmpty() && !known) {
      throw new IllegalArgumentException("'variantCode' must be a variant of the item");
    }
    return code;
  }

  private static BigDecimal number(JsonNode wanted, String name) {
    JsonNode value = wanted.path(name);
    return value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
  }

  private static LocalDate day(JsonNode wanted, String name) {
    try {
      return wanted.has(name) ? LocalDate.parse(wanted.path(name).asText()) : Kind.NO_DATE;
    } catch (DateTimeException noDay) {
      throw new IllegalArgumentException("'" + name + "' must be a day, as 2026-12-01", noDay);
    }
  }
}
