package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.Locale;
import java.util.Optional;

/** The bound actions of the standard API. Their names are not case-sensitive. */
final class Actions {

  private Actions() {}

  /**
   * Does what an action of a row does, and gives the address of what came of it below the company;
   * empty where nothing did.
   *
   * @throws VendorException 501 for an action that the set does not have
   */
  static Optional<String> run(Transaction transaction, EntityType type, Row row, String action) {
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
      return Optional.empty();
    }
    return run(
        transaction,
        DocumentKind.ofHeader(type.set()).orElseThrow(),
        row,
        action.toLowerCase(Locale.ROOT));
  }

  private static Optional<String> run(
      Transaction transaction, DocumentKind kind, Row row, String action) {
    return switch (action) {
      case "shipandinvoice", "receiveandinvoice" -> {
        OrderPosting.post(transaction, kind, row);
        yield firstInvoice(transaction, row);
      }
      case "makeorder" ->
          address("salesOrders", QuoteConversion.make(transaction, row, DocumentKind.ORDER));
      case "makeinvoice" ->
          address("salesInvoices", QuoteConversion.make(transaction, row, DocumentKind.INVOICE));
      case "makecorrectivecreditmemo" ->
          address("salesCreditMemos", Correction.draft(transaction, row));
      default -> {
        sendOrPost(transaction, kind, row, action);
        yield address(kind.headerSet(), row);
      }
    };
  }

  private static void sendOrPost(
      Transaction transaction, DocumentKind kind, Row row, String action) {
    switch (action) {
      case "send" -> Mail.send(transaction, kind, row);
      case "cancel", "cancelandsend" -> Correction.cancel(transaction, kind, row);
      default -> InvoicePosting.post(transaction, kind, row);
    }
    if (action.endsWith("andsend")) {
      Mail.check(transaction, row);
    }
  }

  /** The vendor points at the first invoice of an order, even after a later one. */
  private static Optional<String> firstInvoice(Transaction transaction, Row order) {
    return transaction.company().rows("salesInvoices").stream()
        .filter(invoice -> order.id().equals(invoice.guid("orderId")))
        .findFirst()
        .flatMap(invoice -> address("salesInvoices", invoice));
  }

  private static Optional<String> address(String set, Row row) {
    return Optional.of(set + "(" + row.id() + ")");
  }
}
