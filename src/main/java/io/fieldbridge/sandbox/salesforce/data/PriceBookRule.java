package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/** There is one standard price book, and it stays; a book with entries stays too. */
final class PriceBookRule implements Rule {

  @Override
  public void beforeDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    ObjectType entries = transaction.org().schema().require("PricebookEntry");
    String id = row.get("Id").textValue();
    boolean used = !transaction.table(entries).having(entries.field("Pricebook2Id"), id).isEmpty();
    if (used || row.path("IsStandard").booleanValue()) {
      throw new SalesforceError(
          "DELETE_FAILED", "Your attempt to delete this price book failed: it is in use.");
    }
  }
}
