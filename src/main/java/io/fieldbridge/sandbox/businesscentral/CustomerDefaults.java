package io.fieldbridge.sandbox.businesscentral;

/** What a document takes over from its customer. */
final class CustomerDefaults {

  private CustomerDefaults() {}

  static void copy(Row customer, Draft document) {
    document.put("customerName", customer.text("displayName"));
    address(customer, document, "sellTo");
    address(customer, document, "shipTo");
    document
        .put("shipToName", customer.text("displayName"))
        .put("billToCustomerId", customer.id())
        .put("billToCustomerNumber", customer.text("number"))
        .put("shipmentMethodId", customer.guid("shipmentMethodId"))
        .put("salesperson", customer.text("salespersonCode"))
        .put("phoneNumber", customer.text("phoneNumber"))
        .put("email", customer.text("email"));
    billTo(customer, document);
  }

  static void billTo(Row customer, Draft document) {
    address(customer, document, "billTo");
    document
        .put("billToName", customer.text("displayName"))
        .put("currencyId", customer.guid("currencyId"))
        .put("currencyCode", customer.text("currencyCode"))
        .put("paymentTermsId", customer.guid("paymentTermsId"))
        .put("$taxArea", customer.text("$genBusPostingGroup"));
  }

  private static void address(Row customer, Draft document, String prefix) {
    document
        .put(prefix + "AddressLine1", customer.text("addressLine1"))
        .put(prefix + "AddressLine2", customer.text("addressLine2"))
        .put(prefix + "City", customer.text("city"))
        .put(prefix + "Country", customer.text("country"))
        .put(prefix + "State", customer.text("state"))
        .put(prefix + "PostCode", customer.text("postalCode"));
  }
}
