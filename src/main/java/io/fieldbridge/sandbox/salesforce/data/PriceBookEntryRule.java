package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;
import java.util.Objects;

/** One entry per book, product and currency; the standard price comes first. */
final class PriceBookEntryRule implements Rule {

  @Override
  public void before(Save save) {
    ObjectNode standard = null;
    if (save.isNew()) {
      ObjectNode product = save.parent("Product2Id");
      save.copy("Name", product, "Name");
      save.copy("ProductCode", product, "ProductCode");
      standard = checkPlace(save);
    }
    if (standard != null && save.row().path("IsActive").booleanValue()) {
      checkActive(save, standard);
    }
    boolean follows = save.row().path("UseStandardPrice").booleanValue();
    if (follows && !save.isNew() && save.sent("UnitPrice")) {
      throw Save.integrity("The price follows the standard price", "UnitPrice");
    }
    if (follows && standard != null) {
      save.copy("UnitPrice", standard, "UnitPrice");
    }
  }

  private static void checkActive(Save save, ObjectNode standard) {
    boolean needed = save.transaction().org().settings().facts().activePriceNeedsActiveProduct();
    boolean active =
        standard.path("IsActive").booleanValue()
            && save.parent("Product2Id").path("IsActive").booleanValue();
    if (needed && !active && !isStandard(save.transaction(), save.row())) {
      throw Save.integrity(
          "field integrity exception: IsActive (the product or its standard price is inactive)",
          "IsActive");
    }
  }

  @Override
  public void after(Save save) {
    if (save.isNew() || !save.changed("UnitPrice") || !isStandard(save.transaction(), save.row())) {
      return;
    }
    for (ObjectNode other : siblings(save)) {
      if (other.path("UseStandardPrice").booleanValue()) {
        ObjectNode followed = other.deepCopy();
        followed.set("UnitPrice", save.row().get("UnitPrice"));
        save.transaction().amend(save.type(), followed);
      }
    }
  }

  private static ObjectNode checkPlace(Save save) {
    ObjectNode standard = null;
    for (ObjectNode other : siblings(save)) {
      if (Objects.equals(other.get("Pricebook2Id"), save.row().get("Pricebook2Id"))) {
        throw new SalesforceError(
            "DUPLICATE_VALUE", "This price definition already exists in this price book");
      }
      if (isStandard(save.transaction(), other)) {
        standard = other;
      }
    }
    if (standard == null && !isStandard(save.transaction(), save.row())) {
      throw new SalesforceError(
          "STANDARD_PRICE_NOT_DEFINED", "Before creating a custom price, create a standard price.");
    }
    return standard;
  }

  private static List<ObjectNode> siblings(Save save) {
    return sameCurrency(save.transaction(), save.type(), save.row());
  }

  private static boolean isStandard(Transaction transaction, ObjectNode entry) {
    ObjectNode book = transaction.table("Pricebook2").live(entry.path("Pricebook2Id").textValue());
    return book != null && book.path("IsStandard").booleanValue();
  }

  @Override
  public void beforeDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    if (isStandard(transaction, row) && hasCustomPrices(transaction, type, row)) {
      throw new SalesforceError(
          "DELETE_FAILED", "The standard price is needed by the prices in other price books.");
    }
  }

  private static boolean hasCustomPrices(Transaction transaction, ObjectType type, ObjectNode row) {
    return sameCurrency(transaction, type, row).size() > 1;
  }

  /** The prices of the same product in the same currency, in whatever book. */
  private static List<ObjectNode> sameCurrency(
      Transaction transaction, ObjectType type, ObjectNode row) {
    return transaction
        .table(type)
        .having(
            type.field("Product2Id"),
            row.get("Product2Id").textValue(),
            type.field("CurrencyIsoCode"),
            row.get("CurrencyIsoCode"));
  }
}
