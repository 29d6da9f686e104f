package io.fieldbridge.sandbox.businesscentral;

import java.util.List;

/** Posted documents that are taken back by one of the other kind. */
final class Correction {

  private Correction() {}

  /** {@code cancel} of an invoice or credit memo: posts the opposite document. It commits. */
  static void cancel(Transaction transaction, DocumentKind kind, Row document) {
    requirePosted(document);
    Row entry = fullyOpen(transaction, document);
    PostingChecks.postingDateAllowed(
        transaction.switches(), transaction.company().today(), document.text("number"));
    checkBlocked(transaction, kind, document);
    DocumentKind opposite =
        kind == DocumentKind.INVOICE ? DocumentKind.CREDIT_MEMO : DocumentKind.INVOICE;
    Row copy = Drafts.copy(transaction, kind, document, opposite);
    Draft posted =
        Draft.of(opposite.headerSet(), copy)
            .put(
                "number",
                InvoicePosting.number(transaction, opposite, InvoicePosting.series(opposite)))
            .put("postingDate", transaction.company().today())
            .put("status", "Corrective")
            .put("$corrects", document.id())
            .put("$posted", true);
    Delivery delivery = new Delivery(transaction, opposite, copy, posted);
    Drafts.lines(transaction, opposite, copy.id())
        .forEach(line -> delivery.move(line, line.decimal("quantity")));
    transaction.write(Draft.of(kind.headerSet(), document).put("status", "Canceled"));
    Row counter = InvoicePosting.enter(transaction, opposite, posted);
    PartyLedger.apply(transaction, Trade.SALE, entry, counter);
    if (opposite == DocumentKind.CREDIT_MEMO) {
      transaction.write(
          Draft.of(opposite.headerSet(), current(transaction, opposite, posted))
              .put("invoiceId", document.id())
              .put("invoiceNumber", document.text("number")));
    }
    transaction.commit();
  }

  /** {@code makeCorrectiveCreditMemo}: a draft that applies to the invoice. */
  static Row draft(Transaction transaction, Row invoice) {
    requirePosted(invoice);
    fullyOpen(transaction, invoice);
    Row copy = Drafts.copy(transaction, DocumentKind.INVOICE, invoice, DocumentKind.CREDIT_MEMO);
    return transaction.write(
        Draft.of("salesCreditMemos", copy)
            .put("invoiceId", invoice.id())
            .put("invoiceNumber", invoice.text("number")));
  }

  private static void requirePosted(Row document) {
    if (!document.flag("$posted")) {
      throw VendorException.dialog("The action can only be applied to a posted document.");
    }
    if (List.of("Canceled", "Corrective").contains(document.text("status"))) {
      throw VendorException.dialog(
          "You cannot cancel document %s because it has been corrected or is a correction itself."
              .formatted(document.text("number")));
    }
  }

  private static Row fullyOpen(Transaction transaction, Row document) {
    return PartyLedger.of(transaction.company(), Trade.SALE, document)
        .filter(entry -> entry.decimal("amount").compareTo(entry.decimal("remainingAmount")) == 0)
        .filter(entry -> entry.flag("open"))
        .orElseThrow(
            () ->
                VendorException.dialog(
                    "You cannot cancel document %s because it is fully or partially paid."
                        .formatted(document.text("number"))));
  }

  private static void checkBlocked(Transaction transaction, DocumentKind kind, Row document) {
    List<Row> lines = Drafts.lines(transaction, kind, document.id());
    PostingChecks checks = new PostingChecks(transaction, kind, document, lines);
    checks.check(true);
    checks.itemsAllowed(lines);
  }

  private static Row current(Transaction transaction, DocumentKind kind, Draft draft) {
    return transaction.company().find(kind.headerSet(), draft.id()).orElseThrow();
  }
}
