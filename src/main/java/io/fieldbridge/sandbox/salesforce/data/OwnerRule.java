package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/** Nothing is given to a user who is inactive. */
final class OwnerRule implements Rule {

  @Override
  public boolean concerns(ObjectType type) {
    return type.field("OwnerId") != null;
  }

  @Override
  public void before(Save save) {
    if (!save.sent("OwnerId")) {
      return;
    }
    ObjectNode owner = save.parent("OwnerId");
    if (owner.has("IsActive") && !owner.path("IsActive").booleanValue()) {
      throw new SalesforceError(
          "INACTIVE_OWNER_OR_USER",
          "operation performed with inactive user ["
              + save.text("OwnerId")
              + "] as owner of "
              + save.type().name(),
          "OwnerId");
    }
  }
}
