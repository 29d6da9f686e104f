package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.List;

/**
 * {@code makeOrder} and {@code makeInvoice}: a document with a number and id of its own takes the
 * place of the quote.
 */
final class QuoteConversion {

  private QuoteConversion() {}

  static Row make(Transaction transaction, Row quote, DocumentKind wanted) {
    if (transaction.switches().on(Switch.OPEN_OPPORTUNITY)) {
      throw VendorException.callback("the quote has an open opportunity");
    }
    for (String role : List.of("customerId", "billToCustomerId")) {
      Row customer = transaction.company().find("customers", quote.guid(role)).orElseThrow();
      new PartyChecks(transaction.company(), Trade.SALE, customer).notBlocked(wanted.blockedBy());
    }
    List<Row> lines = Drafts.lines(transaction, DocumentKind.QUOTE, quote.id());
    new PostingChecks(transaction, DocumentKind.QUOTE, quote, lines).itemsAllowed(lines);
    Row made = Drafts.copy(transaction, DocumentKind.QUOTE, quote, wanted);
    Drafts.remove(transaction, DocumentKind.QUOTE, quote);
    return made;
  }
}
