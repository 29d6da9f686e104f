package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/** A record type belongs to its object and is active. */
final class RecordTypeRule implements Rule {

  @Override
  public void before(Save save) {
    boolean checked = save.transaction().org().settings().facts().recordTypesChecked();
    if (!checked || !save.sent("RecordTypeId") || !save.changed("RecordTypeId")) {
      return;
    }
    ObjectNode type = save.parent("RecordTypeId");
    boolean fits =
        type.path("SobjectType").asText().equals(save.type().name())
            && type.path("IsActive").booleanValue();
    if (!fits) {
      throw new SalesforceError(
          "INVALID_CROSS_REFERENCE_KEY",
          "Record Type ID: this ID value isn't valid for the user: " + save.text("RecordTypeId"),
          "RecordTypeId");
    }
  }
}
