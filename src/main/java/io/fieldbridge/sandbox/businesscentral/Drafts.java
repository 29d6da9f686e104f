package io.fieldbridge.sandbox.businesscentral;

import java.util.List;
import java.util.UUID;

/** Unposted documents that are made from others, or go. */
final class Drafts {

  private Drafts() {}

  /** Removes a document with its lines and dimensions. */
  static void remove(Transaction transaction, DocumentKind kind, Row header) {
    for (Row line : transaction.company().where(kind.lineSet(), header.id())) {
      removeLine(transaction, kind, line);
    }
    Dimensions.clear(transaction, header.id());
    transaction.delete(kind.headerSet(), header.id());
  }

  /** Removes a line with its dimensions, serial numbers and reservations. */
  static void removeLine(Transaction transaction, DocumentKind kind, Row line) {
    Dimensions.clear(transaction, line.id());
    for (String set : List.of("itemTrackingLines", "reservations")) {
      transaction.company().where(set, line.id()).forEach(row -> transaction.delete(set, row.id()));
    }
    transaction.delete(kind.lineSet(), line.id());
  }

  /** Makes a draft of one kind after a document of another, with a number of its own. */
  static Row copy(Transaction transaction, DocumentKind from, Row source, DocumentKind to) {
    Draft draft = transaction.fresh(to.headerSet());
    PostedLines.copy(source, draft);
    draft
        .put("number", to.series().next(transaction))
        .put(to.dateProperty(), transaction.company().today())
        .put("status", "Draft")
        .fill("partialShipping", true)
        .put("discountAppliedBeforeTax", true);
    PartyDefaults.carry(source, draft);
    Dimensions.copy(transaction, source.id(), draft);
    transaction.write(draft);
    for (Row line : transaction.company().where(from.lineSet(), source.id())) {
      Draft copied = transaction.fresh(to.lineSet());
      PostedLines.copy(line, copied);
      transaction.write(
          copied
              .put("documentId", draft.id())
              .put(to.price(), line.decimal(from.price()))
              .fill(to.toDeliver(), line.decimal("quantity"))
              .fill("invoiceQuantity", line.decimal("quantity")));
      Dimensions.copy(transaction, line.id(), copied);
    }
    return Amounts.document(transaction, to, draft);
  }

  static List<Row> lines(Transaction transaction, DocumentKind kind, UUID header) {
    return transaction.company().where(kind.lineSet(), header);
  }
}
