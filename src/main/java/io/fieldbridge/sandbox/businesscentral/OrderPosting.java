package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * {@code shipAndInvoice} and {@code receiveAndInvoice}: delivers and invoices the quantities that
 * the lines name, and deletes the order once nothing remains. It commits, as the vendor's posting
 * does.
 */
final class OrderPosting {

  private final Transaction transaction;
  private final DocumentKind kind;
  private final Row order;
  private final List<Row> lines;

  private OrderPosting(Transaction transaction, DocumentKind kind, Row order) {
    this.transaction = transaction;
    this.kind = kind;
    this.order = order;
    this.lines = transaction.company().where(kind.lineSet(), order.id());
  }

  static void post(Transaction transaction, DocumentKind kind, Row order) {
    new OrderPosting(transaction, kind, order).post();
  }

  private void post() {
    boolean delivers = any(kind.toDeliver());
    boolean invoices = any("invoiceQuantity");
    PostingChecks checks = new PostingChecks(transaction, kind, order, lines);
    checks.check(delivers);
    if (!delivers && !invoices) {
      throw VendorException.dialog("There is nothing to post.");
    }
    checks.itemsAllowed(lines);
    if (kind == DocumentKind.ORDER && !order.flag("partialShipping")) {
      checkComplete();
    }
    if (delivers) {
      deliver();
    }
    if (invoices) {
      invoice();
    }
    settle();
    transaction.commit();
  }

  private boolean any(String column) {
    return lines.stream().anyMatch(line -> line.decimal(column).signum() != 0);
  }

  private void checkComplete() {
    for (Row line : lines) {
      BigDecimal shipped = line.decimal(kind.delivered()).add(line.decimal(kind.toDeliver()));
      if (shipped.compareTo(line.decimal("quantity")) != 0) {
        throw VendorException.dialog(
            "The order %s cannot be shipped completely.".formatted(order.text("number")));
      }
    }
  }

  private void deliver() {
    boolean sale = kind == DocumentKind.ORDER;
    NumberSeries series = sale ? NumberSeries.SHIPMENTS : NumberSeries.RECEIPTS;
    Draft posted = transaction.fresh(sale ? "salesShipments" : "purchaseReceipts");
    PostedLines.copy(order, posted);
    posted
        .put("number", series.next(transaction))
        .put("invoiceDate", order.date("orderDate"))
        .put("dueDate", dueDate())
        .put("orderNumber", order.text("number"))
        .fill("paymentTermsCode", code("paymentTerms", "paymentTermsId"))
        .fill("shipmentMethodCode", code("shipmentMethods", "shipmentMethodId"));
    Dimensions.copy(transaction, order.id(), posted);
    transaction.write(posted);
    Delivery delivery = new Delivery(transaction, kind, order, posted);
    for (Row line : lines) {
      BigDecimal quantity = line.decimal(kind.toDeliver());
      if (quantity.signum() != 0 || isComment(line)) {
        delivery.move(line, quantity);
        PostedLines.deliver(transaction, posted, line, quantity);
      }
    }
  }

  private void invoice() {
    boolean sale = kind == DocumentKind.ORDER;
    DocumentKind invoiceKind = sale ? DocumentKind.INVOICE : DocumentKind.PURCHASE_INVOICE;
    NumberSeries series =
        sale ? NumberSeries.POSTED_INVOICES : NumberSeries.POSTED_PURCHASE_INVOICES;
    Draft invoice = transaction.fresh(invoiceKind.headerSet());
    PostedLines.copy(order, invoice);
    invoice
        .put("number", InvoicePosting.number(transaction, invoiceKind, series))
        .put("invoiceDate", order.date("orderDate"))
        .put("dueDate", dueDate())
        .put("orderId", order.id())
        .put("orderNumber", order.text("number"))
        .put("status", "Open")
        .put("$posted", true);
    PartyDefaults.carry(order, invoice);
    Dimensions.copy(transaction, order.id(), invoice);
    BigDecimal discount = BigDecimal.ZERO;
    for (Row line : lines) {
      BigDecimal quantity = line.decimal("invoiceQuantity");
      if (quantity.signum() != 0 || isComment(line)) {
        PostedLines.invoice(transaction, invoiceKind, kind, invoice, line, quantity);
        discount =
            discount.add(PostedLines.share(line, "invoiceDiscountAllocation", quantity, invoice));
      }
    }
    invoice.put("discountAmount", discount).put("$manualDiscount", true);
    InvoicePosting.enter(transaction, invoiceKind, invoice);
  }

  /** Writes the quantities that remain, or deletes the order. */
  private void settle() {
    boolean done = true;
    boolean blank = transaction.switches().on(Switch.BLANK_QUANTITY_TO_SHIP);
    for (Row line : lines) {
      BigDecimal delivered = line.decimal(kind.delivered()).add(line.decimal(kind.toDeliver()));
      BigDecimal invoiced = line.decimal("invoicedQuantity").add(line.decimal("invoiceQuantity"));
      BigDecimal quantity = line.decimal("quantity");
      done &= delivered.compareTo(quantity) == 0 && invoiced.compareTo(quantity) == 0;
      transaction.write(
          Draft.of(kind.lineSet(), line)
              .put(kind.delivered(), delivered)
              .put("invoicedQuantity", invoiced)
              .put(kind.toDeliver(), blank ? BigDecimal.ZERO : quantity.subtract(delivered))
              .put("invoiceQuantity", (blank ? delivered : quantity).subtract(invoiced)));
    }
    if (done) {
      Drafts.remove(transaction, kind, order);
    } else {
      transaction.write(Draft.of(kind.headerSet(), order).put("status", "Open"));
    }
  }

  private LocalDate dueDate() {
    return DateFormula.dueDate(
        transaction.company(), order.guid("paymentTermsId"), order.date("orderDate"));
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
