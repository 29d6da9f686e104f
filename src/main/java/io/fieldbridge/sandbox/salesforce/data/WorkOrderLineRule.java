package io.fieldbridge.sandbox.salesforce.data;

/** A work order line takes product and price from the entry and its number from the work order. */
final class WorkOrderLineRule implements Rule {

  @Override
  public void before(Save save) {
    WorkOrderRule.status(save);
    WorkOrderRule.duration(save);
    LineRule.price(save, LineRule.entry(save, "WorkOrderId"));
    LineRule.total(save, "Quantity");
    if (save.isNew()) {
      long number = save.transaction().org().next("LineItemNumber " + save.text("WorkOrderId"));
      save.set("LineItemNumber", Long.toString(number));
    }
  }
}
