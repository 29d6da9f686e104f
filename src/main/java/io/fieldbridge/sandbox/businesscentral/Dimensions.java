package io.fieldbridge.sandbox.businesscentral;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The dimension values of documents and lines: inherited, copied when posted, checked then. */
final class Dimensions {

  private static final String LINES = "dimensionSetLines";
  private static final Map<String, String> PARENT_TYPES =
      Map.ofEntries(
          Map.entry("journalLines", "Journal_x0020_Line"),
          Map.entry("salesOrders", "Sales_x0020_Order"),
          Map.entry("salesOrderLines", "Sales_x0020_Order_x0020_Line"),
          Map.entry("salesQuotes", "Sales_x0020_Quote"),
          Map.entry("salesQuoteLines", "Sales_x0020_Quote_x0020_Line"),
          Map.entry("salesInvoices", "Sales_x0020_Invoice"),
          Map.entry("salesInvoiceLines", "Sales_x0020_Invoice_x0020_Line"),
          Map.entry("salesCreditMemos", "Sales_x0020_Credit_x0020_Memo"),
          Map.entry("salesCreditMemoLines", "Sales_x0020_Credit_x0020_Memo_x0020_Line"),
          Map.entry("salesShipments", "Sales_x0020_Shipment"),
          Map.entry("purchaseOrders", "Purchase_x0020_Order"),
          Map.entry("purchaseOrderLines", "Purchase_x0020_Order_x0020_Line"),
          Map.entry("purchaseInvoices", "Purchase_x0020_Invoice"),
          Map.entry("purchaseInvoiceLines", "Purchase_x0020_Invoice_x0020_Line"),
          Map.entry("purchaseCreditMemos", "Purchase_x0020_Credit_x0020_Memo"),
          Map.entry("purchaseCreditMemoLines", "Purchase_x0020_Credit_x0020_Memo_x0020_Line"),
          Map.entry("purchaseReceipts", "Purchase_x0020_Receipt"),
          Map.entry("customerPayments", "Customer_x0020_Payment"),
          Map.entry("vendorPayments", "Vendor_x0020_Payment"));

  private static final List<String> SHORTCUTS =
      List.of("shortcutDimension1Code", "shortcutDimension2Code");

  private Dimensions() {}

  /** The set that a parent of dimension lines belongs to. */
  static Optional<String> setOfParent(Company company, UUID parent) {
    return PARENT_TYPES.keySet().stream()
        .filter(set -> company.find(set, parent).isPresent())
        .findFirst();
  }

  static String parentType(String set) {
    return PARENT_TYPES.get(set);
  }

  /** Gives a document the default values of its customer or vendor instead of those it has. */
  static void inherit(Transaction transaction, Draft document, UUID party) {
    clear(transaction, document.id());
    document.fill("shortcutDimension1Code", "").fill("shortcutDimension2Code", "");
    for (Row each : transaction.company().where("defaultDimensions", party)) {
      transaction
          .company()
          .find("dimensionValues", each.guid("dimensionValueId"))
          .ifPresent(value -> put(transaction, document, value));
    }
  }

  /** Gives a line the values of its document, and those of its item in their place. */
  static void inherit(Transaction transaction, Row header, Draft line, UUID item) {
    clear(transaction, line.id());
    copy(transaction, header.id(), line);
    for (Row each : transaction.company().where("defaultDimensions", item)) {
      transaction
          .company()
          .find("dimensionValues", each.guid("dimensionValueId"))
          .ifPresent(
              value -> {
                remove(transaction, line.id(), value.guid("dimensionId"));
                put(transaction, line, value);
              });
    }
  }

  /** Shows the values of a document in its shortcut codes, and moves its version with them. */
  static void show(Transaction transaction, UUID parent) {
    Company company = transaction.company();
    String set = setOfParent(company, parent).orElseThrow();
    Draft document = Draft.of(set, company.find(set, parent).orElseThrow());
    for (String property : SHORTCUTS) {
      UUID dimension = shortcutDimension(company, property).map(Row::id).orElse(Kind.NO_GUID);
      document.fill(
          property,
          of(company, parent).stream()
              .filter(line -> line.guid("id").equals(dimension))
              .map(line -> line.text("valueCode"))
              .findFirst()
              .orElse(""));
    }
    transaction.write(document);
  }

  /** Follows a shortcut code that was written on a header. */
  static void shortcut(Transaction transaction, Draft document, String property) {
    Row dimension = shortcutDimension(transaction.company(), property).orElse(null);
    if (dimension == null) {
      return;
    }
    remove(transaction, document.id(), dimension.id());
    transaction.company().where("dimensionValues", document.get(property)).stream()
        .filter(value -> value.guid("dimensionId").equals(dimension.id()))
        .findFirst()
        .ifPresent(value -> put(transaction, document, value));
  }

  static List<Row> of(Company company, UUID parent) {
    return company.where(LINES, parent);
  }

  private static void remove(Transaction transaction, UUID parent, UUID dimension) {
    of(transaction.company(), parent).stream()
        .filter(line -> line.guid("id").equals(dimension))
        .forEach(line -> transaction.delete(LINES, line.id()));
  }

  static void clear(Transaction transaction, UUID parent) {
    of(transaction.company(), parent).forEach(line -> transaction.delete(LINES, line.id()));
  }

  /** Copies the values of one row to another. */
  static void copy(Transaction transaction, UUID from, Draft to) {
    for (Row line : of(transaction.company(), from)) {
      transaction
          .company()
          .find("dimensionValues", line.guid("valueId"))
          .ifPresent(value -> put(transaction, to, value));
    }
  }

  /** Checks the mandatory dimensions of a party or item against the values of a document. */
  static void check(Company company, Row owner, UUID... parents) {
    for (Row each : company.where("defaultDimensions", owner.id())) {
      Optional<Row> present =
          List.of(parents).stream()
              .flatMap(parent -> of(company, parent).stream())
              .filter(line -> line.guid("id").equals(each.guid("dimensionId")))
              .findFirst();
      boolean right =
          switch (each.text("postingValidation")) {
            case "Code_x0020_Mandatory" -> present.isPresent();
            case "Same_x0020_Code" ->
                present
                    .filter(line -> line.guid("valueId").equals(each.guid("dimensionValueId")))
                    .isPresent();
            case "No_x0020_Code" -> present.isEmpty();
            default -> true;
          };
      if (!right) {
        throw VendorException.dialog(
            "The dimension %s does not have the dimension value that %s needs (%s)."
                .formatted(
                    each.text("dimensionCode"),
                    owner.text("number"),
                    MemberName.decoded(each.text("postingValidation"))));
      }
    }
  }

  static void put(Transaction transaction, Draft parent, Row value) {
    Company company = transaction.company();
    Row dimension = company.find("dimensions", value.guid("dimensionId")).orElseThrow();
    transaction.write(
        transaction
            .fresh(LINES)
            .put("id", dimension.id())
            .put("code", dimension.text("code"))
            .put("displayName", dimension.text("displayName"))
            .put("parentId", parent.id())
            .put("parentType", PARENT_TYPES.getOrDefault(parent.set(), "_x0020_"))
            .put("valueId", value.id())
            .put("valueCode", value.text("code"))
            .put("valueDisplayName", value.text("displayName")));
    for (String property : SHORTCUTS) {
      shortcutDimension(company, property)
          .filter(each -> each.id().equals(dimension.id()))
          .ifPresent(each -> parent.fill(property, value.text("code")));
    }
  }

  private static Optional<Row> shortcutDimension(Company company, String property) {
    return company.rows("generalLedgerSetup").stream()
        .map(setup -> setup.text(property))
        .flatMap(code -> company.byKey("dimensions", code).stream())
        .findFirst();
  }
}
