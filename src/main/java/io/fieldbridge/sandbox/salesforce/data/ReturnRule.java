package io.fieldbridge.sandbox.salesforce.data;

/** A return order's category follows its status; a line's total is quantity by price. */
final class ReturnRule implements Rule {

  @Override
  public void before(Save save) {
    if (save.type().field("StatusCategory") != null) {
      WorkOrderRule.category(save);
      return;
    }
    boolean priced = save.row().has("UnitPrice") && save.row().has("QuantityReturned");
    save.set(
        "TotalPrice",
        priced
            ? LineRule.cents(save.number("QuantityReturned").multiply(save.number("UnitPrice")))
            : null);
  }
}
