package io.fieldbridge.sandbox.businesscentral;

import java.util.Set;

/** May this customer stand on a document? */
final class CustomerChecks {

  private CustomerChecks() {}

  static void notBlocked(Row customer, Set<String> types) {
    String blocked = customer.text("blocked");
    if (types.contains(blocked)) {
      throw VendorException.dialog(
          "You cannot use this document because Customer %s is blocked with type %s."
              .formatted(customer.text("number"), blocked));
    }
  }

  static void hasBusinessGroup(Row customer) {
    requires(customer, "$genBusPostingGroup", "Gen. Bus. Posting Group");
  }

  static void hasCustomerGroup(Row customer) {
    requires(customer, "$customerPostingGroup", "Customer Posting Group");
  }

  private static void requires(Row customer, String property, String caption) {
    if (customer.text(property).isEmpty()) {
      throw VendorException.mustHaveValue(caption, "Customer", customer.text("number"));
    }
  }
}
