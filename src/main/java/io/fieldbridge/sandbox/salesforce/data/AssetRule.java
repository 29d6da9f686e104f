package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** An asset belongs to an account or a contact; a hierarchy has one root and no circle. */
final class AssetRule implements Rule {

  private static final int DEPTH_MAX = 50;

  @Override
  public void before(Save save) {
    if (save.text("AccountId") == null && save.text("ContactId") == null) {
      throw Save.integrity(
          "Every asset needs an account, a contact, or both.", "AccountId", "ContactId");
    }
    ObjectNode product = save.parent("Product2Id");
    save.copy("ProductCode", product, "ProductCode");
    save.copy("StockKeepingUnit", product, "StockKeepingUnit");
    hierarchy(save);
  }

  private static void hierarchy(Save save) {
    String root = save.text("Id");
    ObjectNode parent = save.parent("ParentId");
    int level = 1;
    while (parent != null) {
      root = parent.get("Id").textValue();
      level++;
      if (root.equals(save.text("Id")) || level > DEPTH_MAX) {
        throw Save.integrity("The parent asset would make a circle", "ParentId");
      }
      parent = save.transaction().table(save.type()).live(parent.path("ParentId").textValue());
    }
    save.set("RootAssetId", root);
    save.set("AssetLevel", BigDecimal.valueOf(level));
  }
}
