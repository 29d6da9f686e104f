package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;

/** Quantities of a line: ordered, to ship, to invoice. */
record LineQuantities(Transaction transaction, DocumentKind kind, Draft line) {

  void quantity(BigDecimal wanted, LineFields fields) {
    if (fields.isComment()) {
      throw VendorException.fieldValidation(
          "Type must not be ' ' in " + kind.trade().caption("Line") + ".");
    }
    BigDecimal quantity = LineRules.fiveDecimals(wanted);
    if (quantity.compareTo(line.decimal(kind.delivered())) < 0
        && line.decimal(kind.delivered()).signum() > 0) {
      throw VendorException.fieldValidation(
          "Quantity must not be less than the shipped quantity in "
              + kind.trade().caption("Line")
              + ".");
    }
    line.put("quantity", quantity);
    checkRounding(quantity);
    if (kind.isOrder()) {
      boolean blank = transaction.switches().on(Switch.BLANK_QUANTITY_TO_SHIP);
      line.put(kind.toDeliver(), blank ? BigDecimal.ZERO : outstanding());
      line.put("invoiceQuantity", blank ? BigDecimal.ZERO : invoiceable());
    }
    fields.reprice();
  }

  void toDeliver(BigDecimal wanted) {
    if (beyond(wanted, outstanding())) {
      throw VendorException.dialog(
          "You cannot ship more than %s units.".formatted(Calculated.plain(outstanding())));
    }
    line.put(kind.toDeliver(), LineRules.fiveDecimals(wanted));
    line.put("invoiceQuantity", invoiceable());
  }

  void toInvoice(BigDecimal wanted) {
    if (beyond(wanted, invoiceable())) {
      throw VendorException.dialog(
          "You cannot invoice more than %s units.".formatted(Calculated.plain(invoiceable())));
    }
    line.put("invoiceQuantity", LineRules.fiveDecimals(wanted));
  }

  /** In the base unit a quantity may have no more fractions than the item's unit allows. */
  private void checkRounding(BigDecimal quantity) {
    Row item = transaction.company().find("items", line.guid("itemId")).orElse(null);
    BigDecimal precision = item == null ? BigDecimal.ZERO : item.decimal("$roundingPrecision");
    if (precision.signum() <= 0) {
      return;
    }
    BigDecimal base =
        UnitsOfItem.factor(item, line.text("unitOfMeasureCode"))
            .orElse(BigDecimal.ONE)
            .multiply(quantity);
    if (base.remainder(precision).signum() != 0) {
      throw VendorException.dialog(
          "The quantity %s is out of balance with the Qty. Rounding Precision %s of item %s."
              .formatted(Calculated.plain(base), Calculated.plain(precision), item.text("number")));
    }
  }

  private BigDecimal outstanding() {
    return line.decimal("quantity").subtract(line.decimal(kind.delivered()));
  }

  private BigDecimal invoiceable() {
    return line.decimal(kind.delivered())
        .add(line.decimal(kind.toDeliver()))
        .subtract(line.decimal("invoicedQuantity"));
  }

  private static boolean beyond(BigDecimal wanted, BigDecimal most) {
    return wanted.abs().compareTo(most.abs()) > 0 || wanted.signum() * most.signum() < 0;
  }
}
