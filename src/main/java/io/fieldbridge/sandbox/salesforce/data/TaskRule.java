package io.fieldbridge.sandbox.salesforce.data;

/** A completed task is closed. */
final class TaskRule implements Rule {

  @Override
  public void before(Save save) {
    save.row().put("IsClosed", "Completed".equals(save.text("Status")));
  }
}
