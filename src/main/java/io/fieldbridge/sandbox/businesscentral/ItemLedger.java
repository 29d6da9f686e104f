package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.UUID;

/** What goes into and out of stock, entry by entry; the item's own row is not touched. */
final class ItemLedger {

  private static final String SET = "itemLedgerEntries";

  private ItemLedger() {}

  /** Why goods move: the kinds of entry and document, and the party or item behind it. */
  record Cause(String entryType, String documentType, String sourceType, String sourceNumber) {

    static Cause adjustment(Row item, BigDecimal quantity) {
      String type =
          quantity.signum() < 0 ? "Negative_x0020_Adjmt_x002E_" : "Positive_x0020_Adjmt_x002E_";
      return new Cause(type, "_x0020_", "Item", item.text("number"));
    }
  }

  /** Enters a movement in base units, outbound negative, for a line of a posted document. */
  static void move(
      Transaction transaction, Row item, BigDecimal quantity, Cause cause, Draft line) {
    if (quantity.signum() == 0) {
      return;
    }
    UUID location = line.guid("locationId");
    Stock.move(transaction, item.id(), location, quantity);
    transaction.write(
        transaction
            .fresh(SET)
            .put("entryNumber", NumberSeries.entryNumber(transaction, SET))
            .put("itemNumber", item.text("number"))
            .put("postingDate", line.date("$postingDate"))
            .put("entryType", cause.entryType())
            .put("documentType", cause.documentType())
            .put("documentNumber", line.text("$documentNumber"))
            .put("sourceType", cause.sourceType())
            .put("sourceNumber", cause.sourceNumber())
            .put("description", line.text("description"))
            .put("quantity", quantity)
            .put("$line", line.guid("$line"))
            .put("costAmountActual", Amounts.round(quantity.multiply(item.decimal("unitCost")))));
  }

  /** Adds what was invoiced to the entries of an order line, without touching their stamps. */
  static void invoiced(Transaction transaction, Row item, UUID line, BigDecimal local) {
    transaction.company().where(SET, item.text("number")).stream()
        .filter(entry -> line.equals(entry.guid("$line")))
        .reduce((first, second) -> second)
        .ifPresent(
            entry ->
                transaction.writeUnstamped(
                    Draft.of(SET, entry)
                        .put("salesAmountActual", entry.decimal("salesAmountActual").add(local))));
  }
}
