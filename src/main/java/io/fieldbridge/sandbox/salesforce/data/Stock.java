package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.math.BigDecimal;
import java.util.Objects;

/** Moves what is on hand at a location, with the transaction that tells of it. */
final class Stock {

  private Stock() {}

  /** Adds to, or with a negative quantity takes from, a product item. */
  static void move(Transaction transaction, String itemId, BigDecimal quantity, ObjectNode why) {
    ObjectNode moved = why.deepCopy().put("ProductItemId", itemId).put("Quantity", quantity);
    new Records(transaction)
        .createBySystem(transaction.org().schema().require("ProductItemTransaction"), moved);
  }

  static ObjectNode why(String transactionType, String relatedId) {
    ObjectNode why = Json.object().put("TransactionType", transactionType);
    return relatedId == null ? why : why.put("RelatedRecordId", relatedId);
  }

  /** Changes the quantity itself; refuses a negative one where the org does. */
  static void add(Transaction transaction, String itemId, BigDecimal quantity) {
    ObjectType items = transaction.org().schema().require("ProductItem");
    ObjectNode item = transaction.table(items).live(itemId);
    if (item == null) {
      return;
    }
    BigDecimal left = Save.number(item, "QuantityOnHand").add(quantity);
    boolean refused = left.signum() < 0 && !transaction.org().settings().facts().negativeStock();
    if (refused) {
      throw Save.integrity("There is not enough stock of " + item.get("Id").textValue());
    }
    ObjectNode changed = item.deepCopy();
    Save.put(items, changed, "QuantityOnHand", left);
    transaction.amend(items, changed);
  }

  /** The product item of a product at a location, made where there is none. */
  static String at(Transaction transaction, String productId, String locationId) {
    ObjectType items = transaction.org().schema().require("ProductItem");
    for (ObjectNode item : transaction.table(items).having(items.field("LocationId"), locationId)) {
      if (Objects.equals(item.get("Product2Id").textValue(), productId)) {
        return item.get("Id").textValue();
      }
    }
    return new Records(transaction)
        .createBySystem(
            items,
            Json.object()
                .put("Product2Id", productId)
                .put("LocationId", locationId)
                .put("QuantityOnHand", 0));
  }
}
