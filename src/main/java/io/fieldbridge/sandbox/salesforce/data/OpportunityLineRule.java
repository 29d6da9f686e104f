package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/** A line of an opportunity: unit price or total price, and the opportunity's price book. */
final class OpportunityLineRule implements Rule {

  @Override
  public void before(Save save) {
    if (save.isNew() && save.text("PricebookEntryId") == null) {
      throw new SalesforceError(
          "REQUIRED_FIELD_MISSING",
          "Required fields are missing: [PricebookEntryId]",
          "PricebookEntryId");
    }
    if (save.sent("UnitPrice") && save.sent("TotalPrice")) {
      throw Save.integrity(
          "field integrity exception: unknown (only one of unit price or total price may be"
              + " specified)",
          "UnitPrice");
    }
    if (save.isNew() && !save.sent("UnitPrice") && !save.sent("TotalPrice")) {
      throw new SalesforceError(
          "REQUIRED_FIELD_MISSING", "Required fields are missing: [TotalPrice]", "TotalPrice");
    }
    takePriceBook(save);
    LineRule.price(save, LineRule.entry(save, "OpportunityId"));
    ObjectNode product = save.parent("Product2Id");
    save.copy("ProductCode", product, "ProductCode");
    if (save.isNew() && product != null) {
      String opportunity = save.parent("OpportunityId").path("Name").asText();
      save.set("Name", opportunity + " " + product.path("Name").asText());
    }
    if (save.sent("TotalPrice")) {
      unitPrice(save);
    }
    LineRule.total(save, "Quantity");
  }

  private static void unitPrice(Save save) {
    BigDecimal share = BigDecimal.valueOf(100).subtract(save.number("Discount")).movePointLeft(2);
    BigDecimal divisor = save.number("Quantity").multiply(share);
    if (divisor.signum() == 0) {
      throw Save.integrity("The quantity must not be zero", "Quantity");
    }
    BigDecimal total = Save.number(save.given(), "TotalPrice");
    save.set("UnitPrice", total.divide(divisor, 2, RoundingMode.HALF_UP));
  }

  /** An opportunity without a price book takes the one of its first line. */
  private static void takePriceBook(Save save) {
    ObjectNode opportunity = save.parent("OpportunityId");
    ObjectNode entry = save.parent("PricebookEntryId");
    if (!save.isNew() || entry == null || opportunity.has("Pricebook2Id")) {
      return;
    }
    ObjectNode book =
        save.transaction().table("Pricebook2").live(entry.get("Pricebook2Id").textValue());
    boolean fits =
        book != null
            && book.path("IsActive").booleanValue()
            && Objects.equals(entry.get("CurrencyIsoCode"), opportunity.get("CurrencyIsoCode"));
    if (fits) {
      ObjectType type = save.transaction().org().schema().require("Opportunity");
      ObjectNode priced = opportunity.deepCopy();
      priced.set("Pricebook2Id", entry.get("Pricebook2Id"));
      save.transaction().amend(type, priced);
    }
  }
}
