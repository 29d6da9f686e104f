package io.fieldbridge.sandbox.businesscentral;

/** Persons of customers: another look at contacts, through which these can be changed. */
final class CustomerContactRules implements EntityRules {

  @Override
  public String setOf() {
    return "customerContacts";
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    Row contact = transaction.company().find("contacts", draft.id()).orElseThrow();
    String name = (draft.text("firstName") + " " + draft.text("lastName")).trim();
    return transaction.write(
        Draft.of("contacts", contact)
            .put("displayName", name)
            .put("email", draft.get("email"))
            .put("jobTitle", draft.get("professionalTitle"))
            .put("phoneNumber", draft.get("primaryPhoneNumber")));
  }
}
