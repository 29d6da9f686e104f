package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Lines of posted documents, made from the lines of a draft. */
final class PostedLines {

  private static final Map<String, String> SHIPMENT_TYPES =
      Map.of(
          "Comment", "_x0020_",
          "Account", "G_x002F_L_x0020_Account",
          "Charge", "Charge_x0020__x0028_Item_x0029_");

  private PostedLines() {}

  static BigDecimal baseQuantity(Row item, Row line, BigDecimal quantity) {
    return UnitsOfItem.factor(item, line.text("unitOfMeasureCode"))
        .orElse(BigDecimal.ONE)
        .multiply(quantity);
  }

  static void ship(Transaction transaction, Draft shipment, Row line, BigDecimal quantity) {
    Draft posted = transaction.fresh("salesShipmentLines");
    copy(line, posted);
    String type = line.text("lineType");
    transaction.write(
        posted
            .put("documentId", shipment.id())
            .put("documentNo", shipment.text("number"))
            .put("lineType", SHIPMENT_TYPES.getOrDefault(type, type))
            .put("quantity", quantity));
    leaveStock(transaction, line, quantity);
  }

  /** Takes what is shipped out of the stock. */
  static void leaveStock(Transaction transaction, Row line, BigDecimal quantity) {
    transaction
        .company()
        .find("items", line.guid("itemId"))
        .filter(item -> item.text("type").equals("Inventory"))
        .ifPresent(
            item ->
                Stock.move(transaction, item.id(), baseQuantity(item, line, quantity).negate()));
  }

  static void invoice(Transaction transaction, Draft invoice, Row line, BigDecimal quantity) {
    Draft posted = transaction.fresh("salesInvoiceLines");
    copy(line, posted);
    posted
        .put("documentId", invoice.id())
        .put("quantity", quantity)
        .put("discountAmount", share(line, "discountAmount", quantity));
    Amounts.line(
        posted,
        invoice.flag("pricesIncludeTax"),
        transaction.company().where("salesInvoiceLines", invoice.id()));
    transaction.write(posted);
  }

  /** The part of an amount that falls on some of the quantity. */
  static BigDecimal share(Row line, String column, BigDecimal quantity) {
    BigDecimal whole = line.decimal("quantity");
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : Amounts.round(
            line.decimal(column).multiply(quantity).divide(whole, 10, RoundingMode.HALF_UP));
  }

  /** Copies the values that both kinds of row have, except the id. */
  static void copy(Row source, Draft target) {
    source
        .values()
        .forEach(
            (name, value) -> {
              if (!name.equals("id") && target.values().containsKey(name)) {
                target.put(name, value);
              }
            });
  }
}
