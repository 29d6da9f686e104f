package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Serial and lot numbers: assigned to a line before it ships, entered when goods move. */
final class Tracking {

  private static final String ASSIGNED = "itemTrackingLines";
  private static final String ENTRIES = "serialNumberEntries";

  private Tracking() {}

  /** Enters the serial or lot numbers of what leaves the house. */
  static void leave(Delivery delivery, Row item, Row line, BigDecimal quantity) {
    boolean serial = item.flag("$serialTracking");
    if (!serial && !item.flag("$lotTracking")) {
      return;
    }
    Transaction transaction = delivery.transaction();
    List<Row> assigned = new ArrayList<>(transaction.company().where(ASSIGNED, line.id()));
    if (Amounts.sum(assigned, "quantity", row -> true).compareTo(quantity) < 0) {
      throw VendorException.dialog(
          "You must assign a %s number for item %s."
              .formatted(serial ? "serial" : "lot", item.text("number")));
    }
    BigDecimal left = quantity;
    for (Row each : assigned) {
      BigDecimal taken = each.decimal("quantity").min(left);
      if (taken.signum() > 0) {
        checkFree(transaction.company(), Draft.of(ASSIGNED, each));
        enter(delivery, item, line, Draft.of(ASSIGNED, each).put("quantity", taken.negate()));
        use(transaction, each, taken);
        left = left.subtract(taken);
      }
    }
  }

  /** Enters the numbers of what comes back by the correction of an invoice. */
  static void comeBack(Delivery delivery, Row item, Row line) {
    Company company = delivery.transaction().company();
    UUID corrected = delivery.posted().guid("$corrects");
    Row invoice =
        company
            .find(
                "salesInvoices",
                corrected.equals(Kind.NO_GUID) ? delivery.posted().guid("invoiceId") : corrected)
            .orElse(null);
    if (invoice == null) {
      return;
    }
    List.copyOf(company.rows(ENTRIES)).stream()
        .filter(entry -> entry.text("itemNumber").equals(item.text("number")))
        .filter(entry -> entry.decimal("quantity").signum() < 0)
        .filter(entry -> entry.get("documentLineNumber").equals(line.get("sequence")))
        .filter(entry -> isOf(invoice, entry))
        .forEach(
            entry ->
                enter(
                    delivery,
                    item,
                    line,
                    Draft.of(ENTRIES, entry).put("quantity", entry.decimal("quantity").negate())));
  }

  /** A serial number that is sold cannot be sold again before it comes back. */
  static void checkFree(Company company, Draft assignment) {
    String serial = assignment.text("serialNumber");
    if (serial.isEmpty()) {
      return;
    }
    BigDecimal there =
        Amounts.sum(
            company.where(ENTRIES, serial),
            "quantity",
            entry -> entry.text("itemNumber").equals(assignment.text("itemNumber")));
    if (there.signum() < 0) {
      throw VendorException.dialog(
          "Item Tracking does not match: serial number %s is sold already.".formatted(serial));
    }
  }

  private static boolean isOf(Row invoice, Row entry) {
    String order = invoice.text("orderNumber");
    return order.isEmpty()
        ? entry.text("documentNumber").equals(invoice.text("number"))
        : entry.text("orderNumber").equals(order);
  }

  private static void use(Transaction transaction, Row assigned, BigDecimal taken) {
    BigDecimal left = assigned.decimal("quantity").subtract(taken);
    if (left.signum() == 0) {
      transaction.delete(ASSIGNED, assigned.id());
    } else {
      transaction.write(Draft.of(ASSIGNED, assigned).put("quantity", left));
    }
  }

  private static void enter(Delivery delivery, Row item, Row line, Draft numbers) {
    Transaction transaction = delivery.transaction();
    String location =
        transaction
            .company()
            .find("locations", line.guid("locationId"))
            .map(row -> row.text("code"))
            .orElse("");
    transaction.write(
        transaction
            .fresh(ENTRIES)
            .put("entryNumber", NumberSeries.entryNumber(transaction, ENTRIES))
            .put("itemNumber", item.text("number"))
            .put("serialNumber", numbers.text("serialNumber"))
            .put("lotNumber", numbers.text("lotNumber"))
            .put("locationCode", location)
            .put("quantity", numbers.decimal("quantity"))
            .put("postingDate", delivery.header().date("postingDate"))
            .put("documentType", delivery.documentType())
            .put("documentNumber", delivery.posted().text("number"))
            .put("documentLineNumber", line.get("sequence"))
            .put("customerNumber", delivery.header().text("customerNumber"))
            .put(
                "orderNumber",
                delivery.kind() == DocumentKind.ORDER ? delivery.header().text("number") : "")
            .put("warrantyDate", numbers.date("warrantyDate")));
  }
}
