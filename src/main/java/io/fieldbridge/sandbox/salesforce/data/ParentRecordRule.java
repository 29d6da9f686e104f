package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Shows of what kind, and in what state, the parent record of several possible kinds is. */
final class ParentRecordRule implements Rule {

  @Override
  public void before(Save save) {
    ObjectNode parent = save.parent("ParentRecordId");
    String id = save.text("ParentRecordId");
    save.set(
        "ParentRecordType", id == null ? null : save.transaction().org().schema().ofId(id).name());
    if (save.type().field("ParentRecordStatusCategory") != null) {
      save.copy("ParentRecordStatusCategory", parent, "StatusCategory");
    }
    if (save.type().field("ProductName") != null) {
      save.copy("ProductName", save.parent("Product2Id"), "Name");
    }
  }
}
