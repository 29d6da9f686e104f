package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Serial numbers: assigned to a line before it ships, entered when it does. */
final class Serials {

  private static final String ASSIGNED = "itemTrackingLines";
  private static final String ENTRIES = "serialNumberEntries";

  private Serials() {}

  /** Enters the serial numbers of what leaves the house. */
  static void leave(Delivery delivery, Row item, Row line, BigDecimal quantity) {
    if (!item.flag("$serialTracking")) {
      return;
    }
    Transaction transaction = delivery.transaction();
    List<Row> assigned = new ArrayList<>(transaction.company().where(ASSIGNED, line.id()));
    if (BigDecimal.valueOf(assigned.size()).compareTo(quantity) < 0) {
      throw VendorException.dialog(
          "You must assign a serial number for item %s.".formatted(item.text("number")));
    }
    for (Row each : assigned.subList(0, quantity.intValueExact())) {
      enter(delivery, item, line, each);
      transaction.delete(ASSIGNED, each.id());
    }
  }

  static void checkFree(Company company, Draft assignment) {
    String serial = assignment.text("serialNumber");
    BigDecimal there =
        company.where(ENTRIES, serial).stream()
            .filter(entry -> entry.text("itemNumber").equals(assignment.text("itemNumber")))
            .map(entry -> entry.decimal("quantity"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (there.signum() < 0) {
      throw VendorException.dialog(
          "Item Tracking does not match: serial number %s is sold already.".formatted(serial));
    }
  }

  private static void enter(Delivery delivery, Row item, Row line, Row assigned) {
    Transaction transaction = delivery.transaction();
    checkFree(transaction.company(), Draft.of(ASSIGNED, assigned));
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
            .put("serialNumber", assigned.text("serialNumber"))
            .put("lotNumber", assigned.text("lotNumber"))
            .put("locationCode", location)
            .put("quantity", BigDecimal.ONE.negate())
            .put("postingDate", delivery.header().date("postingDate"))
            .put("documentType", delivery.documentType())
            .put("documentNumber", delivery.posted().text("number"))
            .put("documentLineNumber", line.get("sequence"))
            .put("customerNumber", delivery.header().text("customerNumber"))
            .put("orderNumber", delivery.header().text("number"))
            .put("warrantyDate", assigned.date("warrantyDate")));
  }
}
