package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;

/** Serial and lot numbers assigned to the line of an unposted order. */
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
    Row item = transaction.company().find("items", line.guid("itemId")).orElseThrow();
    boolean lot = item.flag("$lotTracking");
    if (lot || item.flag("$serialTracking") || draft.text("lotNumber").isEmpty()) {
      requires(draft, lot ? "lotNumber" : "serialNumber", lot ? "Lot No." : "Serial No.");
    }
    if (!draft.text("serialNumber").isEmpty()) {
      checkSerial(transaction, draft);
    } else if (draft.decimal("quantity").signum() <= 0) {
      throw VendorException.dialog("Item Tracking does not match: the quantity must be above 0.");
    }
    return transaction.write(draft);
  }

  private static void requires(Draft draft, String property, String caption) {
    if (draft.text(property).isEmpty()) {
      throw VendorException.mustHaveValue(caption, "Item Tracking Line", draft.text("itemNumber"));
    }
  }

  private void checkSerial(Transaction transaction, Draft draft) {
    String serial = draft.text("serialNumber");
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
    Tracking.checkFree(transaction.company(), draft);
  }
}
