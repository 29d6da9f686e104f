package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;

/** Stock reserved for the line of an unposted order; deleting a reservation cancels it. */
final class ReservationRules implements EntityRules {

  @Override
  public String setOf() {
    return "reservations";
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    Row line = OrderLines.take(transaction, draft);
    Row item = transaction.company().find("items", line.guid("itemId")).orElseThrow();
    BigDecimal wanted =
        draft.decimal("quantity").signum() == 0
            ? PostedLines.baseQuantity(item, line, line.decimal("quantity"))
            : draft.decimal("quantity");
    BigDecimal free =
        Stock.of(transaction.company(), item.id(), line.guid("locationId"))
            .subtract(reserved(transaction.company(), draft));
    if (wanted.compareTo(free) > 0) {
      throw VendorException.dialog(
          "Fully reserving %s of item %s is not possible: %s are available."
              .formatted(Calculated.plain(wanted), item.text("number"), Calculated.plain(free)));
    }
    return transaction.write(draft.put("quantity", wanted).put("status", "Reservation"));
  }

  private static BigDecimal reserved(Company company, Draft draft) {
    return reserved(company, draft.text("itemNumber"), draft.text("locationCode"));
  }

  /** What is reserved of an item at a location; orders that are gone reserve nothing. */
  static BigDecimal reserved(Company company, String item, String location) {
    return company.rows("reservations").stream()
        .filter(row -> row.text("itemNumber").equals(item))
        .filter(row -> row.text("locationCode").equals(location))
        .filter(row -> company.find("salesOrderLines", row.guid("documentLineId")).isPresent())
        .map(row -> row.decimal("quantity"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
