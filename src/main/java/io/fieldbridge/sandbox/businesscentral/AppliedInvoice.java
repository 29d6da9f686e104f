package io.fieldbridge.sandbox.businesscentral;

import java.util.Optional;
import java.util.UUID;

/** The posted invoice that a credit memo or a payment is meant for. */
final class AppliedInvoice {

  private AppliedInvoice() {}

  /** Sets the id and the number of the invoice, of which one was sent. */
  static void assign(Transaction transaction, Draft draft, String property, Object value) {
    boolean byId = value instanceof UUID;
    String id = byId ? property : property.replaceFirst("Number$", "Id");
    String number = byId ? property.replaceFirst("Id$", "Number") : property;
    if (value.equals(Kind.NO_GUID) || value.equals("")) {
      draft.put(id, Kind.NO_GUID).put(number, "");
      return;
    }
    Trade trade = draft.values().containsKey("vendorId") ? Trade.PURCHASE : Trade.SALE;
    String set = trade.invoices();
    Optional<Row> found =
        byId
            ? transaction.company().find(set, (UUID) value)
            : transaction.company().byKey(set, value);
    Row invoice =
        found
            .filter(row -> row.flag("$posted"))
            .orElseThrow(
                () ->
                    VendorException.dialog(
                        "The \"%s\" does not match to a posted Invoice.".formatted(property)));
    draft.put(id, invoice.id()).put(number, invoice.text("number"));
  }
}
