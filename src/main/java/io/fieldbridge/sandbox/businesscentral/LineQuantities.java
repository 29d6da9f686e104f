package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;

/** Quantities of a line: ordered, to ship, to invoice. */
record LineQuantities(Transaction transaction, Draft line) {

  void quantity(BigDecimal wanted, LineFields fields) {
    if (fields.isComment()) {
      throw VendorException.fieldValidation("Type must not be ' ' in Sales Line.");
    }
    BigDecimal quantity = SalesLineRules.fiveDecimals(wanted);
    if (quantity.compareTo(line.decimal("shippedQuantity")) < 0
        && line.decimal("shippedQuantity").signum() > 0) {
      throw VendorException.fieldValidation(
          "Quantity must not be less than the shipped quantity in Sales Line.");
    }
    line.put("quantity", quantity);
    if (line.values().containsKey("shipQuantity")) {
      boolean blank = transaction.switches().on(Switch.BLANK_QUANTITY_TO_SHIP);
      line.put("shipQuantity", blank ? BigDecimal.ZERO : outstanding());
      line.put("invoiceQuantity", blank ? BigDecimal.ZERO : invoiceable());
    }
    fields.reprice();
  }

  void toShip(BigDecimal wanted) {
    if (beyond(wanted, outstanding())) {
      throw VendorException.dialog(
          "You cannot ship more than %s units.".formatted(Calculated.plain(outstanding())));
    }
    line.put("shipQuantity", SalesLineRules.fiveDecimals(wanted));
    line.put("invoiceQuantity", invoiceable());
  }

  void toInvoice(BigDecimal wanted) {
    if (beyond(wanted, invoiceable())) {
      throw VendorException.dialog(
          "You cannot invoice more than %s units.".formatted(Calculated.plain(invoiceable())));
    }
    line.put("invoiceQuantity", SalesLineRules.fiveDecimals(wanted));
  }

  private BigDecimal outstanding() {
    return line.decimal("quantity").subtract(line.decimal("shippedQuantity"));
  }

  private BigDecimal invoiceable() {
    return line.decimal("shippedQuantity")
        .add(line.decimal("shipQuantity"))
        .subtract(line.decimal("invoicedQuantity"));
  }

  private static boolean beyond(BigDecimal wanted, BigDecimal most) {
    return wanted.abs().compareTo(most.abs()) > 0 || wanted.signum() * most.signum() < 0;
  }
}
