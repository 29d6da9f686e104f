package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.ItemLedger.Cause;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;

/** Goods of one posted document on their way into or out of stock, with all that stops them. */
record Delivery(Transaction transaction, DocumentKind kind, Row header, Draft posted) {

  /** Moves the goods of a line; what is sold, or goes back to its vendor, leaves. */
  void move(Row line, BigDecimal quantity) {
    Company company = transaction.company();
    Row item = company.find("items", line.guid("itemId")).orElse(null);
    if (item == null || quantity.signum() == 0) {
      return;
    }
    checkLocation(line);
    if (!item.text("type").equals("Inventory")) {
      return;
    }
    BigDecimal base = PostedLines.baseQuantity(item, line, quantity);
    boolean sale = kind.trade() == Trade.SALE;
    boolean leaves = sale != kind.isReturn();
    if (leaves) {
      checkInventory(item, line, base);
    }
    if (sale && leaves) {
      Tracking.leave(this, item, line, base);
    } else if (sale) {
      Tracking.comeBack(this, item, line);
    }
    Draft traced =
        Draft.of(kind.lineSet(), line)
            .put("$line", line.id())
            .put("$postingDate", header.date("postingDate"))
            .put("$documentNumber", posted.text("number"));
    ItemLedger.move(transaction, item, leaves ? base.negate() : base, cause(), traced);
  }

  String documentType() {
    return switch (posted.set()) {
      case "salesShipments" -> "Sales_x0020_Shipment";
      case "salesInvoices" -> "Sales_x0020_Invoice";
      case "salesCreditMemos" -> "Sales_x0020_Credit_x0020_Memo";
      case "purchaseCreditMemos" -> "Purchase_x0020_Credit_x0020_Memo";
      case "purchaseReceipts" -> "Purchase_x0020_Receipt";
      default -> "Purchase_x0020_Invoice";
    };
  }

  private Cause cause() {
    Trade trade = kind.trade();
    return new Cause(
        trade == Trade.SALE ? "Sale" : "Purchase",
        documentType(),
        trade.table(),
        header.text(trade.partyNumber()));
  }

  private void checkLocation(Row line) {
    Row location = transaction.company().find("locations", line.guid("locationId")).orElse(null);
    if (location == null && transaction.switches().on(Switch.LOCATION_MANDATORY)) {
      throw VendorException.fieldValidation(
          "Location Code must have a value in %s: Document No.=%s, Line No.=%s. It cannot be zero or empty."
              .formatted(
                  kind.trade().caption("Line"), header.text("number"), line.get("sequence")));
    }
    if (location != null && location.flag("$requiresWarehouseDocuments")) {
      throw VendorException.dialog(
          "Warehouse Shipment is required for Line No. = %s at location %s."
              .formatted(line.get("sequence"), location.text("code")));
    }
  }

  private void checkInventory(Row item, Row line, BigDecimal needed) {
    boolean checked =
        transaction.switches().on(Switch.PREVENT_NEGATIVE_INVENTORY)
            || item.flag("$preventNegativeInventory");
    BigDecimal there = Stock.of(transaction.company(), item.id(), line.guid("locationId"));
    if (checked && there.compareTo(needed) < 0) {
      throw VendorException.dialog(
          "You have insufficient quantity of Item %s on inventory.".formatted(item.text("number")));
    }
  }
}
