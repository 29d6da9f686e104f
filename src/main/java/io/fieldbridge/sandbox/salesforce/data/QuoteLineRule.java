package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** A quote line takes its product from the price book entry. */
final class QuoteLineRule implements Rule {

  @Override
  public void before(Save save) {
    ObjectNode entry = LineRule.entry(save, "QuoteId");
    boolean contradicts =
        save.isNew()
            && save.sent("Product2Id")
            && !Objects.equals(save.given().get("Product2Id"), entry.get("Product2Id"));
    if (contradicts) {
      throw Save.integrity("The product differs from the price book entry's", "Product2Id");
    }
    LineRule.price(save, entry);
    LineRule.total(save, "Quantity");
  }
}
