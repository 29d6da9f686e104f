package io.fieldbridge.sandbox.salesforce.data;

/** A product item transaction changes the quantity of its item. */
final class StockMoveRule implements Rule {

  @Override
  public void after(Save save) {
    if (save.isNew()) {
      Stock.add(save.transaction(), save.text("ProductItemId"), save.number("Quantity"));
    }
  }
}
