package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;

/** What the lines of quotes and work orders have in common: the price book entry and the sums. */
final class LineRule {

  private static final int CENTS = 2;

  private LineRule() {}

  /** The entry of a line after the check that it fits the parent; null where it has none. */
  static ObjectNode entry(Save save, String parentLookup) {
    ObjectNode entry = save.parent("PricebookEntryId");
    ObjectNode parent = save.parent(parentLookup);
    if (entry == null || parent == null || !save.changed("PricebookEntryId")) {
      return entry;
    }
    String parentName = parentLookup.replaceFirst("Id$", "").toLowerCase(Locale.ROOT);
    if (!Objects.equals(entry.get("Pricebook2Id"), parent.get("Pricebook2Id"))) {
      throw Save.integrity(
          "field integrity exception: unknown (pricebook entry is in a different pricebook than"
              + " the one assigned to the "
              + parentName
              + ")",
          "PricebookEntryId");
    }
    if (!Objects.equals(entry.get("CurrencyIsoCode"), parent.get("CurrencyIsoCode"))) {
      throw Save.integrity(
          "field integrity exception: PricebookEntryId (pricebook entry currency code does not"
              + " match "
              + parentName
              + " currency code)",
          "PricebookEntryId");
    }
    checkActive(save, entry);
    return entry;
  }

  private static void checkActive(Save save, ObjectNode entry) {
    ObjectNode product =
        save.transaction().table("Product2").live(entry.path("Product2Id").textValue());
    boolean active =
        entry.path("IsActive").booleanValue()
            && product != null
            && product.path("IsActive").booleanValue();
    if (!active) {
      throw Save.integrity(
          "field integrity exception: PricebookEntryId (pricebook entry is inactive)",
          "PricebookEntryId");
    }
  }

  /** Takes product and list price from the entry, the unit price too where the client sent none. */
  static void price(Save save, ObjectNode entry) {
    if (!save.changed("PricebookEntryId")) {
      return;
    }
    save.copy("Product2Id", entry, "Product2Id");
    save.copy("ListPrice", entry, "UnitPrice");
    if (!save.sent("UnitPrice")) {
      save.copy("UnitPrice", entry, "UnitPrice");
    }
  }

  /** Subtotal = quantity x price; total = subtotal less discount. */
  static void total(Save save, String quantityField) {
    if (!save.row().has(quantityField) || !save.row().has("UnitPrice")) {
      save.row().remove("Subtotal");
      save.row().remove("TotalPrice");
      return;
    }
    BigDecimal subtotal = cents(save.number(quantityField).multiply(save.number("UnitPrice")));
    BigDecimal share = BigDecimal.valueOf(100).subtract(save.number("Discount")).movePointLeft(2);
    save.set("Subtotal", subtotal);
    save.set("TotalPrice", cents(subtotal.multiply(share)));
  }

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(CENTS, RoundingMode.HALF_UP);
  }

  /** Refuses another price book or currency while there are lines. */
  static void checkPriceBookChange(Save save, String parent, String lines) {
    boolean moved = save.changed("Pricebook2Id") || save.changed("CurrencyIsoCode");
    if (save.isNew() || lines == null || !moved) {
      return;
    }
    ObjectType lineType = save.transaction().org().schema().require(lines);
    boolean hasLines =
        !save.transaction()
            .table(lineType)
            .having(lineType.field(parent + "Id"), save.text("Id"))
            .isEmpty();
    if (hasLines) {
      throw new SalesforceError(
          "FIELD_INTEGRITY_EXCEPTION",
          "field integrity exception: Pricebook2Id (cannot change the price book or currency while"
              + " there are line items)",
          "Pricebook2Id");
    }
  }
}
