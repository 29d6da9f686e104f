package io.fieldbridge.sandbox.businesscentral;

/** Addresses that a customer has goods sent to; the code is unique within the customer. */
final class ShipToAddressRules implements EntityRules {

  @Override
  public String setOf() {
    return "shipToAddresses";
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "code");
    if (draft.guid("customerId").equals(Kind.NO_GUID)) {
      throw VendorException.dialog("A \"customerNumber\" or a \"customerId\" must be provided.");
    }
    boolean taken =
        transaction.company().where(setOf(), draft.guid("customerId")).stream()
            .anyMatch(row -> row.get("code").equals(draft.get("code")));
    if (taken) {
      throw UniqueKey.taken(transaction, "Ship-to Address", "Code='" + draft.text("code") + "'");
    }
    return transaction.write(draft);
  }
}
