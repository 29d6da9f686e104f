package io.fieldbridge.sandbox.salesforce.data;

/** A closed case shows when it was closed. */
final class CaseRule implements Rule {

  @Override
  public void before(Save save) {
    boolean closed = "Closed".equals(save.text("Status"));
    save.row().put("IsClosed", closed);
    if (save.changed("IsClosed")) {
      save.set("ClosedDate", closed ? Times.text(save.transaction().at()) : null);
    }
  }
}
