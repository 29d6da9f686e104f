package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** A transfer that is received moves the stock, once, and is locked from then on. */
final class ProductTransferRule implements Rule {

  @Override
  public void before(Save save) {
    if (!save.isNew() && save.before().path("IsReceived").booleanValue()) {
      throw Save.integrity("A received transfer cannot be changed.", "IsReceived");
    }
    ObjectNode source = save.parent("SourceProductItemId");
    if (source != null && save.text("Product2Id") == null) {
      save.copy("Product2Id", source, "Product2Id");
    }
    if (save.row().path("IsReceived").booleanValue() && !save.row().has("QuantityReceived")) {
      save.copy("QuantityReceived", save.row(), "QuantitySent");
    }
    derive(save);
  }

  /** What a transfer shows of its shipment and of the documents that its lines belong to. */
  private static void derive(Save save) {
    save.copy("ProductRequestId", save.parent("ProductRequestLineItemId"), "ParentId");
    save.copy("ReturnOrderId", save.parent("ReturnOrderLineItemId"), "ReturnOrderId");
    ObjectNode shipment = save.parent("ShipmentId");
    save.copy("ShipmentStatus", shipment, "Status");
    save.copy("ShipmentTrackingNumber", shipment, "TrackingNumber");
    save.copy("ShipmentTrackingUrl", shipment, "TrackingUrl");
    save.copy("ShipmentExpectedDeliveryDate", shipment, "ExpectedDeliveryDate");
  }

  @Override
  public void after(Save save) {
    if (!save.row().path("IsReceived").booleanValue()) {
      return;
    }
    BigDecimal received = save.number("QuantityReceived");
    ObjectNode why = Stock.why("Transferred", save.text("Id"));
    if (save.text("SourceProductItemId") != null) {
      Stock.move(save.transaction(), save.text("SourceProductItemId"), received.negate(), why);
    }
    if (save.text("DestinationLocationId") != null && save.text("Product2Id") != null) {
      String item =
          Stock.at(save.transaction(), save.text("Product2Id"), save.text("DestinationLocationId"));
      Stock.move(save.transaction(), item, received, why);
    }
  }
}
