package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/** Lines of posted documents, made from the lines of a draft. */
final class PostedLines {

  private static final Map<String, String> DELIVERY_TYPES =
      Map.of(
          "Comment", "_x0020_",
          "Account", "G_x002F_L_x0020_Account",
          "Charge", "Charge_x0020__x0028_Item_x0029_");

  private PostedLines() {}

  static BigDecimal baseQuantity(Row item, Row line, BigDecimal quantity) {
    return UnitsOfItem.factor(item, line.text("unitOfMeasureCode"))
        .orElse(BigDecimal.ONE)
        .multiply(quantity)
        .setScale(5, RoundingMode.HALF_UP);
  }

  /** Writes the line of a shipment or receipt. */
  static void deliver(Transaction transaction, Draft delivery, Row line, BigDecimal quantity) {
    boolean sale = delivery.set().equals("salesShipments");
    Draft posted = transaction.fresh(sale ? "salesShipmentLines" : "purchaseReceiptLines");
    copy(line, posted);
    String type = line.text("lineType");
    transaction.write(
        posted
            .put("documentId", delivery.id())
            .fill("documentNo", delivery.text("number"))
            .fill("unitCost", line.decimal("directUnitCost"))
            .put("lineType", DELIVERY_TYPES.getOrDefault(type, type))
            .put("quantity", quantity));
  }

  /** Writes the line of a posted invoice or credit memo of this kind. */
  static Row invoice(
      Transaction transaction,
      DocumentKind kind,
      DocumentKind source,
      Draft invoice,
      Row line,
      BigDecimal quantity) {
    Draft posted = transaction.fresh(kind.lineSet());
    copy(line, posted);
    posted
        .put("documentId", invoice.id())
        .put(kind.price(), line.decimal(source.price()))
        .put("quantity", quantity)
        .put("discountAmount", share(line, "discountAmount", quantity, invoice))
        .put("$source", line.id());
    Amounts.line(
        posted,
        new Row(invoice.id(), invoice.values(), 0),
        transaction.company().where(kind.lineSet(), invoice.id()));
    Dimensions.copy(transaction, line.id(), posted);
    return transaction.write(posted);
  }

  /** The part of an amount that falls on some of the quantity. */
  static BigDecimal share(Row line, String column, BigDecimal quantity, Draft invoice) {
    BigDecimal whole = line.decimal("quantity");
    return whole.signum() == 0
        ? BigDecimal.ZERO
        : Amounts.round(
            line.decimal(column).multiply(quantity).divide(whole, 10, RoundingMode.HALF_UP),
            Amounts.decimals(invoice.get("$decimals")));
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
