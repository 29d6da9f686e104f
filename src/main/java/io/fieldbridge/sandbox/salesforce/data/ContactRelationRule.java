package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** A relation is direct where the account is the contact's own. */
final class ContactRelationRule implements Rule {

  @Override
  public void before(Save save) {
    ObjectNode contact = save.parent("ContactId");
    save.row()
        .put(
            "IsDirect",
            contact != null
                && Objects.equals(contact.get("AccountId"), save.row().get("AccountId")));
  }
}
