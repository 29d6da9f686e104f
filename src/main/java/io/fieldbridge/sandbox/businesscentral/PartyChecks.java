package io.fieldbridge.sandbox.businesscentral;

import java.util.Set;

/** May this customer or vendor stand on a document? */
record PartyChecks(Company company, Trade trade, Row party) {

  void notBlocked(Set<String> types) {
    String blocked = party.text("blocked");
    if (types.contains(blocked)) {
      throw VendorException.dialog(
          "You cannot use this document because %s %s is blocked with type %s."
              .formatted(trade.table(), party.text("number"), blocked));
    }
    boolean secret =
        company
            .byKey("$contactOf", party.id())
            .flatMap(link -> company.find("contacts", link.guid("contactId")))
            .filter(contact -> contact.flag("privacyBlocked"))
            .isPresent();
    if (secret || party.flag("$privacyBlocked")) {
      throw VendorException.dialog(
          "You cannot use this document because %s %s is blocked for privacy."
              .formatted(trade.table(), party.text("number")));
    }
  }

  void hasBusinessGroup() {
    requires("$genBusPostingGroup", "Gen. Bus. Posting Group");
  }

  void hasPartyGroup() {
    requires("$postingGroup", trade.table() + " Posting Group");
  }

  private void requires(String property, String caption) {
    if (party.text(property).isEmpty()) {
      throw VendorException.mustHaveValue(caption, trade.table(), party.text("number"));
    }
  }
}
