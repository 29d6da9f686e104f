package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * {@code shipAndInvoice}: ships and invoices the quantities that the lines name, and deletes the
 * order once nothing remains. It commits, as the vendor's posting does.
 */
final class OrderPosting {

  private final Transaction transaction;
  private final Row order;
  private final List<Row> lines;

  private OrderPosting(Transaction transaction, Row order) {
    this.transaction = transaction;
    this.order = order;
    this.lines = transaction.company().where("salesOrderLines", order.id());
  }

  static void post(Transaction transaction, Row order) {
    new OrderPosting(transaction, order).post();
  }

  private void post() {
    boolean ships = lines.stream().anyMatch(line -> line.decimal("shipQuantity").signum() != 0);
    boolean invoices =
        lines.stream().anyMatch(line -> line.decimal("invoiceQuantity").signum() != 0);
    PostingChecks checks = new PostingChecks(transaction, order, lines);
    checks.check(ships);
    if (!ships && !invoices) {
      throw VendorException.dialog("There is nothing to post.");
    }
    checks.itemsAllowed(lines);
    if (!order.flag("partialShipping")) {
      checkComplete();
    }
    if (ships) {
      ship(checks);
    }
    if (invoices) {
      invoice();
    }
    settle();
    transaction.commit();
  }

  private void checkComplete() {
    for (Row line : lines) {
      BigDecimal shipped = line.decimal("shippedQuantity").add(line.decimal("shipQuantity"));
      if (shipped.compareTo(line.decimal("quantity")) != 0) {
        throw VendorException.dialog(
            "The order %s cannot be shipped completely.".formatted(order.text("number")));
      }
    }
  }

  private void ship(PostingChecks checks) {
    Draft shipment = transaction.fresh("salesShipments");
    PostedLines.copy(order, shipment);
    shipment
        .put("number", NumberSeries.SHIPMENTS.next(transaction))
        .put("invoiceDate", order.date("orderDate"))
        .put("dueDate", dueDate())
        .put("orderNumber", order.text("number"))
        .put("paymentTermsCode", code("paymentTerms", "paymentTermsId"))
        .put("shipmentMethodCode", code("shipmentMethods", "shipmentMethodId"));
    transaction.write(shipment);
    for (Row line : lines) {
      BigDecimal quantity = line.decimal("shipQuantity");
      if (quantity.signum() != 0 || isComment(line)) {
        checks.inventorySuffices(line, quantity);
        PostedLines.ship(transaction, shipment, line, quantity);
      }
    }
  }

  private void invoice() {
    Draft invoice = transaction.fresh("salesInvoices");
    PostedLines.copy(order, invoice);
    invoice
        .put("number", NumberSeries.POSTED_INVOICES.next(transaction))
        .put("invoiceDate", order.date("orderDate"))
        .put("dueDate", dueDate())
        .put("orderId", order.id())
        .put("orderNumber", order.text("number"))
        .put("status", "Open")
        .put("$factor", order.get("$factor"))
        .put("$taxArea", order.get("$taxArea"))
        .put("$posted", true);
    BigDecimal discount = BigDecimal.ZERO;
    for (Row line : lines) {
      BigDecimal quantity = line.decimal("invoiceQuantity");
      if (quantity.signum() != 0 || isComment(line)) {
        PostedLines.invoice(transaction, invoice, line, quantity);
        discount = discount.add(PostedLines.share(line, "invoiceDiscountAllocation", quantity));
      }
    }
    invoice.put("discountAmount", discount);
    InvoicePosting.enter(transaction, invoice);
  }

  /** Writes the quantities that remain, or deletes the order. */
  private void settle() {
    boolean done = true;
    for (Row line : lines) {
      BigDecimal shipped = line.decimal("shippedQuantity").add(line.decimal("shipQuantity"));
      BigDecimal invoiced = line.decimal("invoicedQuantity").add(line.decimal("invoiceQuantity"));
      BigDecimal quantity = line.decimal("quantity");
      done &= shipped.compareTo(quantity) == 0 && invoiced.compareTo(quantity) == 0;
      transaction.write(
          Draft.of("salesOrderLines", line)
              .put("shippedQuantity", shipped)
              .put("invoicedQuantity", invoiced)
              .put("shipQuantity", quantity.subtract(shipped))
              .put("invoiceQuantity", quantity.subtract(invoiced)));
    }
    if (done) {
      lines.forEach(line -> transaction.delete("salesOrderLines", line.id()));
      transaction.delete("salesOrders", order.id());
    } else {
      transaction.write(
          Draft.of("salesOrders", order).put("status", "Open").put("fullyShipped", allShipped()));
    }
  }

  private boolean allShipped() {
    return transaction.company().where("salesOrderLines", order.id()).stream()
        .allMatch(line -> line.decimal("quantity").compareTo(line.decimal("shippedQuantity")) == 0);
  }

  private LocalDate dueDate() {
    return DueDate.of(transaction.company(), order.guid("paymentTermsId"), order.date("orderDate"));
  }

  private String code(String set, String property) {
    return transaction
        .company()
        .find(set, order.guid(property))
        .map(row -> row.text("code"))
        .orElse("");
  }

  private static boolean isComment(Row line) {
    return line.text("lineType").equals("Comment");
  }
}
