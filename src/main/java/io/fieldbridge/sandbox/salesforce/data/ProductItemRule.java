package io.fieldbridge.sandbox.salesforce.data;

import java.math.BigDecimal;

/** Stock of a product at a location; a serial number stands for one piece. */
final class ProductItemRule implements Rule {

  @Override
  public void before(Save save) {
    save.copy("ProductName", save.parent("Product2Id"), "Name");
    boolean several = save.number("QuantityOnHand").compareTo(BigDecimal.ONE) > 0;
    if (save.text("SerialNumber") != null && several) {
      throw Save.integrity("With a serial number the quantity is 1.", "QuantityOnHand");
    }
  }
}
