package io.fieldbridge.sandbox.businesscentral;

import java.util.List;

/** What a document takes over from its customer or vendor. */
final class PartyDefaults {

  private PartyDefaults() {}

  static void copy(Company company, Trade trade, Row party, Draft document) {
    document.put(trade.partyName(), party.text("displayName"));
    address(party, document, trade.own());
    if (trade == Trade.SALE) {
      address(party, document, "shipTo");
      document
          .fill("shipToName", party.text("displayName"))
          .fill("shipmentMethodId", party.guid("shipmentMethodId"))
          .fill("salesperson", party.text("salespersonCode"));
    }
    document
        .put(trade.payerId(), party.id())
        .put(trade.payerNumber(), party.text("number"))
        .fill("phoneNumber", party.text("phoneNumber"))
        .fill("email", party.text("email"));
    payer(company, trade, party, document);
  }

  static void payer(Company company, Trade trade, Row party, Draft document) {
    address(party, document, trade.payer());
    document
        .put(trade.payer() + "Name", party.text("displayName"))
        .put("currencyId", party.guid("currencyId"))
        .put("currencyCode", party.text("currencyCode"))
        .put("paymentTermsId", party.guid("paymentTermsId"))
        .put("$businessGroup", party.text("$genBusPostingGroup"))
        .put("$taxLiable", party.flag("taxLiable"))
        .put("pricesIncludeTax", party.flag("$pricesIncludeTax"))
        .put("$invoiceDiscountPercent", party.decimal("$invoiceDiscountPercent"))
        .put("$taxArea", taxArea(company, party));
  }

  /** What a copy of a document keeps of its party, though the API does not show it. */
  static void carry(Row document, Draft copy) {
    for (String name :
        List.of(
            "$factor",
            "$decimals",
            "$businessGroup",
            "$taxLiable",
            "$taxArea",
            "$invoiceDiscountPercent",
            "$manualDiscount")) {
      copy.put(name, document.get(name));
    }
  }

  private static String taxArea(Company company, Row party) {
    return company
        .find("taxAreas", party.guid("taxAreaId"))
        .map(area -> area.text("code"))
        .orElse(party.text("$genBusPostingGroup"));
  }

  private static void address(Row party, Draft document, String prefix) {
    document
        .fill(prefix + "AddressLine1", party.text("addressLine1"))
        .fill(prefix + "AddressLine2", party.text("addressLine2"))
        .fill(prefix + "City", party.text("city"))
        .fill(prefix + "Country", party.text("country"))
        .fill(prefix + "State", party.text("state"))
        .fill(prefix + "PostCode", party.text("postalCode"));
  }
}
