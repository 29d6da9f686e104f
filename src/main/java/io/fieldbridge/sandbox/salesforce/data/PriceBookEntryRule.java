package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.List;
import java.util.Objects;

/** One entry per book, product and currency; the standard price comes first. */
final class PriceBookEntryRule implements Rule {

  private static final String PRODUCT = "Product2Id";
  private static final String CURRENCY = "CurrencyIsoCode";
  private static final String BOOK = "Pricebook2Id";
  private static final String FOLLOWS = "UseStandardPrice";

  /** What makes an entry the only one. */
  static final List<String> PLACE = List.of(PRODUCT, CURRENCY, BOOK);

  @Override
  public void before(Save save) {
    int standard = Table.NONE;
    if (save.isNew()) {
      ObjectNode product = save.parent(PRODUCT);
      save.copy("Name", product, "Name");
      save.copy("ProductCode", product, "ProductCode");
      standard = checkPlace(save);
      if (standard >= 0 && save.row().path("IsActive").booleanValue()) {
        checkActive(save, standard, product);
      }
    }
    boolean follows = save.row().path(FOLLOWS).booleanValue();
    if (follows && !save.isNew() && save.sent("UnitPrice")) {
      throw Save.integrity("The price follows the standard price", "UnitPrice");
    }
    if (follows && standard >= 0) {
      save.copy("UnitPrice", prices(save).live(standard), "UnitPrice");
    }
  }

  private static void checkActive(Save save, int standard, ObjectNode product) {
    boolean needed = save.transaction().org().settings().facts().activePriceNeedsActiveProduct();
    boolean active =
        prices(save).isSet(standard, "IsActive") && product.path("IsActive").booleanValue();
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
    for (ObjectNode other : followers(save)) {
      ObjectNode followed = other.deepCopy();
      followed.set("UnitPrice", save.row().get("UnitPrice"));
      save.transaction().amend(save.type(), followed);
    }
  }

  /** The prices of the same product and currency that follow the standard price. */
  private static List<ObjectNode> followers(Save save) {
    Row standard = save.row();
    String product = standard.get(PRODUCT).textValue();
    return save
        .transaction()
        .table(save.type())
        .having(save.type().field(PRODUCT), product, FOLLOWS)
        .stream()
        .filter(other -> Objects.equals(other.get(CURRENCY), standard.get(CURRENCY)))
        .toList();
  }

  /** Where the standard price is. */
  private static int checkPlace(Save save) {
    JsonNode standardBook = standardBook(save.transaction());
    Row entry = save.row();
    JsonNode product = entry.get(PRODUCT);
    JsonNode currency = entry.get(CURRENCY);
    JsonNode book = entry.get(BOOK);
    boolean isStandard = standardBook.equals(book);
    int standard = prices(save).place(product, currency, standardBook);
    boolean taken = (isStandard ? standard : prices(save).place(product, currency, book)) >= 0;
    if (taken) {
      throw new SalesforceError(
          "DUPLICATE_VALUE", "This price definition already exists in this price book");
    }
    if (standard < 0 && !isStandard) {
      throw new SalesforceError(
          "STANDARD_PRICE_NOT_DEFINED", "Before creating a custom price, create a standard price.");
    }
    return standard;
  }

  private static Table prices(Save save) {
    return save.transaction().table(save.type());
  }

  private static List<ObjectNode> siblings(
      Transaction transaction, ObjectType type, ObjectNode row) {
    return transaction
        .table(type)
        .having(type.field(PRODUCT), row.get(PRODUCT).textValue())
        .stream()
        .filter(other -> Objects.equals(other.get(CURRENCY), row.get(CURRENCY)))
        .toList();
  }

  private static boolean isStandard(Transaction transaction, ObjectNode entry) {
    return standardBook(transaction).equals(entry.get(BOOK));
  }

  private static JsonNode standardBook(Transaction transaction) {
    return transaction.org().standardBook().id(transaction.table("Pricebook2"));
  }

  @Override
  public void beforeDelete(Transaction transaction, ObjectType type, ObjectNode row) {
    if (isStandard(transaction, row) && siblings(transaction, type, row).size() > 1) {
      throw new SalesforceError(
          "DELETE_FAILED", "The standard price is needed by the prices in other price books.");
    }
  }
}
