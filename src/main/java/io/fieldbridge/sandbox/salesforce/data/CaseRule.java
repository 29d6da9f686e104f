package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A closed case shows when it was closed. */
final class CaseRule implements Rule {

  @Override
  public void before(Save save) {
    ObjectNode contact = save.parent("ContactId");
    save.copy("ContactEmail", contact, "Email");
    save.copy("ContactPhone", contact, "Phone");
    save.row().remove("Comments");
    boolean closed = "Closed".equals(save.text("Status"));
    save.row().put("IsClosed", closed);
    if (save.changed("IsClosed")) {
      save.set("ClosedDate", closed ? Times.text(save.transaction().at()) : null);
    }
  }
}
