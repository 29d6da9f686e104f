package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;

/** Documents sent by mail; nothing leaves the simulator. */
final class Mail {

  private Mail() {}

  /** Sends a document; a quote is marked as sent. */
  static void send(Transaction transaction, DocumentKind kind, Row document) {
    check(transaction, document);
    if (kind == DocumentKind.QUOTE) {
      transaction.write(
          Draft.of(kind.headerSet(), document)
              .put("status", "Sent")
              .put("sentDate", transaction.stamp()));
    }
  }

  /**
   * Fails where nobody set mail up or nobody would receive it.
   *
   * @throws VendorException in the vendor's words; what was posted before stays posted
   */
  static void check(Transaction transaction, Row document) {
    if (!transaction.switches().on(Switch.MAIL_SETUP)) {
      throw VendorException.dialog("The document could not be sent: no email account is set up.");
    }
    if (document.text("email").isEmpty()) {
      throw VendorException.dialog(
          "The document %s has no recipient: an email address is needed."
              .formatted(document.text("number")));
    }
  }
}
