package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/** Price book entries show their product's name and code; a product with entries stays. */
final class ProductRule implements Rule {

  @Override
  public void after(Save save) {
    if (save.isNew() || !save.changed("Name") && !save.changed("ProductCode")) {
      return;
    }
    Transaction transaction = save.transaction();
    ObjectType entries = transaction.org().schema().require("PricebookEntry");
    for (ObjectNode entry :
        transaction.table(entries).having(entries.field("Product2Id"), save.text("Id"))) {
      ObjectNode renamed = entry.deepCopy();
      renamed.set("Name", save.row().get("Name"));
      if (save.row().has("ProductCode")) {
        renamed.set("ProductCode", save.row().get("ProductCode"));
      } else {
        renamed.remove("ProductCode");
      }
      transaction.store(entries, renamed);
    }
  }

  @Override
  public void beforeDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    ObjectType entries = transaction.org().schema().require("PricebookEntry");
    String id = row.get("Id").textValue();
    ObjectType assets = transaction.org().schema().require("Asset");
    boolean used =
        !transaction.table(entries).having(entries.field("Product2Id"), id).isEmpty()
            || !transaction.table(assets).having(assets.field("Product2Id"), id).isEmpty();
    if (used) {
      throw new SalesforceError(
          "DELETE_FAILED", "Your attempt to delete this product failed: it is in use.");
    }
  }
}
