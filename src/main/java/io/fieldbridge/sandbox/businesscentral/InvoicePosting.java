package io.fieldbridge.sandbox.businesscentral;

import java.util.List;

/** {@code post}: a draft invoice becomes a posted one under the same id. It commits. */
final class InvoicePosting {

  private InvoicePosting() {}

  static void post(Transaction transaction, Row invoice) {
    if (invoice.flag("$posted")) {
      throw VendorException.dialog("The action can only be applied to a draft invoice.");
    }
    List<Row> lines = transaction.company().where("salesInvoiceLines", invoice.id());
    PostingChecks checks = new PostingChecks(transaction, invoice, lines);
    checks.check(true);
    if (lines.stream().allMatch(line -> line.decimal("quantity").signum() == 0)) {
      throw VendorException.dialog("There is nothing to post.");
    }
    checks.itemsAllowed(lines);
    for (Row line : lines) {
      checks.inventorySuffices(line, line.decimal("quantity"));
      PostedLines.leaveStock(transaction, line, line.decimal("quantity"));
    }
    Draft posted =
        Draft.of("salesInvoices", invoice)
            .put("number", NumberSeries.POSTED_INVOICES.next(transaction))
            .put("status", "Open")
            .put("$posted", true);
    enter(transaction, posted);
    transaction.commit();
  }

  /** Totals a posted invoice and enters it into the customer ledger. */
  static void enter(Transaction transaction, Draft invoice) {
    Amounts.document(transaction, DocumentKind.INVOICE, invoice);
    if (invoice.decimal("totalAmountIncludingTax").signum() == 0) {
      invoice.put("status", "Paid");
      transaction.write(invoice);
    }
    Balances.enter(transaction, invoice, invoice.decimal("$factor"));
  }
}
