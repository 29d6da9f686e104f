package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.util.List;

/** {@code post}: a draft becomes a posted document under the same id. It commits. */
final class InvoicePosting {

  private InvoicePosting() {}

  static void post(Transaction transaction, DocumentKind kind, Row draft) {
    if (draft.flag("$posted")) {
      throw VendorException.dialog("The action can only be applied to a draft document.");
    }
    List<Row> lines = Drafts.lines(transaction, kind, draft.id());
    PostingChecks checks = new PostingChecks(transaction, kind, draft, lines);
    checks.check(true);
    if (lines.stream().allMatch(line -> line.decimal("quantity").signum() == 0)) {
      throw VendorException.dialog("There is nothing to post.");
    }
    checks.itemsAllowed(lines);
    Draft posted =
        Draft.of(kind.headerSet(), draft)
            .put("number", number(transaction, kind, series(kind)))
            .put("status", "Open")
            .put("$posted", true);
    Delivery delivery = new Delivery(transaction, kind, draft, posted);
    lines.forEach(line -> delivery.move(line, line.decimal("quantity")));
    enter(transaction, kind, posted);
    transaction.commit();
  }

  /** Totals a posted document, enters it into the ledgers and applies it to an invoice. */
  static Row enter(Transaction transaction, DocumentKind kind, Draft posted) {
    Trade trade = kind.trade();
    Amounts.document(transaction, kind, posted);
    InvoiceRounding.round(transaction, kind, posted);
    BigDecimal total = posted.decimal("totalAmountIncludingTax");
    if (total.signum() == 0) {
      transaction.write(posted.put("status", "Paid"));
    }
    Row party =
        transaction.company().find(trade.parties(), posted.guid(trade.payerId())).orElseThrow();
    boolean owed = (trade == Trade.SALE) != kind.isReturn();
    BigDecimal factor = posted.decimal("$factor");
    String type = kind.isReturn() ? "Credit_x0020_Memo" : "Invoice";
    Row entry =
        PartyLedger.enter(
            transaction,
            new PartyLedger.Entry(trade, party, type, owed ? total : total.negate(), factor),
            posted);
    List<Row> lines = Drafts.lines(transaction, kind, posted.id());
    new GeneralLedger(transaction, posted, type).document(kind, lines, factor);
    lines.forEach(line -> value(transaction, trade, line, factor));
    transaction
        .company()
        .find(trade.invoices(), posted.guid("invoiceId"))
        .flatMap(invoice -> PartyLedger.of(transaction.company(), trade, invoice))
        .ifPresent(invoiced -> PartyLedger.apply(transaction, trade, entry, invoiced));
    return entry;
  }

  /**
   * The next number of a series.
   *
   * @throws VendorException where a posted document has it already
   */
  static String number(Transaction transaction, DocumentKind kind, NumberSeries series) {
    String number = series.next(transaction);
    if (transaction.company().byKey(kind.headerSet(), number).isPresent()) {
      throw VendorException.dialog(
          "The posted document %s already exists. Choose another number series.".formatted(number));
    }
    return number;
  }

  static NumberSeries series(DocumentKind kind) {
    return switch (kind) {
      case CREDIT_MEMO -> NumberSeries.POSTED_CREDIT_MEMOS;
      case PURCHASE_INVOICE -> NumberSeries.POSTED_PURCHASE_INVOICES;
      case PURCHASE_CREDIT_MEMO -> NumberSeries.POSTED_PURCHASE_CREDIT_MEMOS;
      default -> NumberSeries.POSTED_INVOICES;
    };
  }

  private static void value(Transaction transaction, Trade trade, Row line, BigDecimal factor) {
    if (trade == Trade.SALE) {
      BigDecimal local = Currencies.toLocal(line.decimal("netAmount"), factor);
      Object source = line.get("$source");
      transaction
          .company()
          .find("items", line.guid("itemId"))
          .ifPresent(
              item ->
                  ItemLedger.invoiced(
                      transaction, item, source == null ? line.id() : line.guid("$source"), local));
    }
  }
}
