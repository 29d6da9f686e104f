package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** An asset belongs to an account or a contact and shows its product. */
final class AssetRule implements Rule {

  @Override
  public void before(Save save) {
    if (save.text("AccountId") == null && save.text("ContactId") == null) {
      throw Save.integrity(
          "Every asset needs an account, a contact, or both.", "AccountId", "ContactId");
    }
    ObjectNode product = save.parent("Product2Id");
    save.copy("ProductCode", product, "ProductCode");
    save.copy("ProductFamily", product, "Family");
    save.copy("ProductDescription", product, "Description");
    save.copy("StockKeepingUnit", product, "StockKeepingUnit");
    if (save.isNew()) {
      byte[] name = save.text("Id").getBytes(StandardCharsets.US_ASCII);
      save.set("Uuid", UUID.nameUUIDFromBytes(name).toString());
    }
  }
}
