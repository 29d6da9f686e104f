package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A consumed part takes product, unit and price from the price book entry. */
final class ProductConsumedRule implements Rule {

  @Override
  public void before(Save save) {
    ObjectNode entry = LineRule.entry(save, "WorkOrderId");
    LineRule.price(save, entry);
    if (save.isNew()) {
      ObjectNode product = save.parent("Product2Id");
      save.copy("ProductName", product, "Name");
      save.copy("QuantityUnitOfMeasure", product, "QuantityUnitOfMeasure");
      save.row()
          .put(
              "IsProduct2Serialized",
              product != null && product.path("IsSerialized").booleanValue());
    }
    LineRule.total(save, "QuantityConsumed");
  }
}
