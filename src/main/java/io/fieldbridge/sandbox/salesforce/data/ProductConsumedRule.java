package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;

/**
 * A consumed part takes product, unit and price from the price book entry, or the product from the
 * stock that it is taken out of; deleting the record gives the stock back.
 */
final class ProductConsumedRule implements Rule {

  @Override
  public void before(Save save) {
    if (!save.isNew() && save.before().path("IsConsumed").booleanValue()) {
      throw Save.integrity("A consumed serialized product cannot be changed.", "IsConsumed");
    }
    ObjectNode entry = LineRule.entry(save, "WorkOrderId");
    LineRule.price(save, entry);
    if (save.isNew()) {
      if (entry == null) {
        save.copy("Product2Id", save.parent("ProductItemId"), "Product2Id");
      }
      ObjectNode product = save.parent("Product2Id");
      save.copy("ProductName", product, "Name");
      save.copy("QuantityUnitOfMeasure", product, "QuantityUnitOfMeasure");
      boolean serialized = product != null && product.path("IsSerialized").booleanValue();
      save.row().put("IsProduct2Serialized", serialized);
    }
    LineRule.total(save, "QuantityConsumed");
  }

  @Override
  public void after(Save save) {
    if (save.text("ProductItemId") == null || !save.changed("QuantityConsumed")) {
      return;
    }
    var before = save.isNew() ? null : save.before();
    var more =
        before == null
            ? save.number("QuantityConsumed")
            : save.number("QuantityConsumed").subtract(Save.number(before, "QuantityConsumed"));
    Stock.move(
        save.transaction(),
        save.text("ProductItemId"),
        more.negate(),
        Stock.why("Consumed", save.text("Id")));
  }

  @Override
  public void afterDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    if (row.has("ProductItemId")) {
      Stock.move(
          transaction,
          row.get("ProductItemId").textValue(),
          Save.number(row, "QuantityConsumed"),
          Stock.why("Adjusted", null));
    }
  }
}
