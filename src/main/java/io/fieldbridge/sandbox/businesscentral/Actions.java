package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.Locale;

/** The bound actions of the standard API. Their names are not case-sensitive. */
final class Actions {

  private Actions() {}

  /**
   * Does what an action of a row does.
   *
   * @throws VendorException 501 for an action that the set does not have
   */
  static void run(Transaction transaction, EntityType type, Row row, String action) {
    boolean known = type.actions().stream().anyMatch(action::equalsIgnoreCase);
    if (!known) {
      throw new VendorException(
          501,
          "BadRequest_MethodNotImplemented",
          "The action 'Microsoft.NAV.%s' is not implemented for '%s'."
              .formatted(action, type.set()));
    }
    if (type.set().equals("journals")) {
      boolean hidden = !row.get("templateDisplayName").equals(type.template());
      if (hidden && !transaction.switches().on(Switch.PAYMENT_JOURNALS_POSTABLE)) {
        throw VendorException.noRecord(type.entity(), row.id());
      }
      JournalPosting.post(transaction, row);
      return;
    }
    run(
        transaction,
        DocumentKind.ofHeader(type.set()).orElseThrow(),
        row,
        action.toLowerCase(Locale.ROOT));
  }

  private static void run(Transaction transaction, DocumentKind kind, Row row, String action) {
    switch (action) {
      case "shipandinvoice", "receiveandinvoice" -> OrderPosting.post(transaction, kind, row);
      case "makeorder" -> QuoteConversion.make(transaction, row, DocumentKind.ORDER);
      case "makeinvoice" -> QuoteConversion.make(transaction, row, DocumentKind.INVOICE);
      case "makecorrectivecreditmemo" -> Correction.draft(transaction, row);
      case "cancel" -> Correction.cancel(transaction, kind, row);
      case "cancelandsend" -> {
        Correction.cancel(transaction, kind, row);
        Mail.check(transaction, row);
      }
      case "postandsend" -> {
        InvoicePosting.post(transaction, kind, row);
        Mail.check(transaction, row);
      }
      case "send" -> Mail.send(transaction, kind, row);
      default -> InvoicePosting.post(transaction, kind, row);
    }
  }
}
