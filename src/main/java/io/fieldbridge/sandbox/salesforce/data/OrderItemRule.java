package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.Objects;

/** A line of an order: the order's price book, and no change once that is activated. */
final class OrderItemRule implements Rule {

  @Override
  public void before(Save save) {
    ObjectNode order = save.parent("OrderId");
    boolean standard =
        save.given().propertyStream().anyMatch(entry -> !entry.getKey().endsWith("__c"));
    if (OrderRule.active(order) && standard) {
      throw locked();
    }
    if (save.isNew() && save.text("PricebookEntryId") == null) {
      throw Save.integrity(
          "field integrity exception: PricebookEntryId (an order product needs a price book"
              + " entry)",
          "PricebookEntryId");
    }
    ObjectNode listed = save.sent("ListPrice") ? save.row().deepCopy() : null;
    LineRule.price(save, LineRule.entry(save, "OrderId"));
    if (listed != null) {
      save.copy("ListPrice", listed, "ListPrice");
    }
    ObjectNode quoteLine = save.parent("QuoteLineItemId");
    if (quoteLine != null && !Objects.equals(quoteLine.get("QuoteId"), order.get("QuoteId"))) {
      throw Save.integrity("The quote line belongs to another quote", "QuoteLineItemId");
    }
    if (save.number("Quantity").signum() == 0) {
      throw Save.integrity("The quantity must not be zero", "Quantity");
    }
    save.copy("AvailableQuantity", save.row(), "Quantity");
    save.set(
        "TotalPrice", LineRule.cents(save.number("Quantity").multiply(save.number("UnitPrice"))));
  }

  @Override
  public void beforeDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    if (OrderRule.active(transaction.table("Order").live(row.get("OrderId").textValue()))) {
      throw locked();
    }
  }

  private static RuntimeException locked() {
    return Save.integrity("The products of an activated order cannot be changed.", "OrderId");
  }
}
