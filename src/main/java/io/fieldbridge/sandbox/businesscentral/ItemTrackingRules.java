package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;

/** Serial numbers assigned to the line of an unposted order, one row for each. */
final class ItemTrackingRules implements EntityRules {

  @Override
  public String setOf() {
    return "itemTrackingLines";
  }

  @Override
  public void begin(Transaction transaction, Draft draft) {
    draft.put("quantity", BigDecimal.ONE);
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    Row line = OrderLines.take(transaction, draft);
    String serial = draft.text("serialNumber");
    if (serial.isEmpty()) {
      throw VendorException.mustHaveValue("Serial No.", "Item Tracking Line", line.text("number"));
    }
    if (draft.decimal("quantity").compareTo(BigDecimal.ONE) != 0) {
      throw VendorException.dialog(
          "Item Tracking does not match: the quantity of a serial number must be 1.");
    }
    boolean twice =
        transaction.company().rows(setOf()).stream()
            .anyMatch(
                row ->
                    row.text("serialNumber").equals(serial)
                        && row.text("itemNumber").equals(draft.text("itemNumber")));
    if (twice) {
      throw UniqueKey.taken(transaction, "Reservation Entry", "Serial No.='" + serial + "'");
    }
    Serials.checkFree(transaction.company(), draft);
    return transaction.write(draft);
  }
}
