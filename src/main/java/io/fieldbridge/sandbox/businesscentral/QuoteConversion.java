package io.fieldbridge.sandbox.businesscentral;

import java.util.List;

/** {@code makeOrder}: an order with a number and id of its own takes the place of the quote. */
final class QuoteConversion {

  private QuoteConversion() {}

  static void makeOrder(Transaction transaction, Row quote) {
    Row customer = transaction.company().find("customers", quote.guid("customerId")).orElseThrow();
    CustomerChecks.notBlocked(customer, DocumentKind.ORDER.blockedBy());
    List<Row> lines = transaction.company().where("salesQuoteLines", quote.id());
    new PostingChecks(transaction, quote, lines).itemsAllowed(lines);
    Draft order = transaction.fresh("salesOrders");
    PostedLines.copy(quote, order);
    order
        .put("number", NumberSeries.ORDERS.next(transaction))
        .put("orderDate", transaction.company().today())
        .put("status", "Draft")
        .put("partialShipping", true)
        .put("discountAppliedBeforeTax", true)
        .put("$factor", quote.get("$factor"))
        .put("$taxArea", quote.get("$taxArea"));
    transaction.write(order);
    for (Row line : lines) {
      Draft copy = transaction.fresh("salesOrderLines");
      PostedLines.copy(line, copy);
      transaction.write(
          copy.put("documentId", order.id())
              .put("shipQuantity", line.decimal("quantity"))
              .put("invoiceQuantity", line.decimal("quantity")));
      transaction.delete("salesQuoteLines", line.id());
    }
    transaction.delete("salesQuotes", quote.id());
    Amounts.document(transaction, DocumentKind.ORDER, order);
  }
}
