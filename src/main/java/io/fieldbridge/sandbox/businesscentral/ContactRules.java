package io.fieldbridge.sandbox.businesscentral;

/** Contacts: persons belong to a company contact; a customer's contact leads its customer. */
final class ContactRules implements EntityRules {

  @Override
  public String setOf() {
    return "contacts";
  }

  @Override
  public void begin(Transaction transaction, Draft draft) {
    draft.put("contactBusinessRelation", "None");
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    if (property.name().equals("number")) {
      UniqueKey.manual(transaction, draft, value);
    } else if (property.name().equals("taxRegistrationNumber")) {
      RegistrationFormat.check(transaction, draft, value);
    }
    References.assign(transaction, draft, property, value);
    if (property.name().equals("companyNumber") && !value.equals("")) {
      Row parent =
          transaction
              .company()
              .byKey("contacts", value)
              .filter(contact -> contact.text("type").equals("Company"))
              .orElseThrow(() -> VendorException.tableRelation("Company No.", "Contact", value));
      draft.put("companyName", parent.text("displayName"));
    }
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "displayName");
    if (draft.text("number").isEmpty()) {
      draft.put("number", NumberSeries.CONTACTS.next(transaction));
    }
    if (draft.text("type").equals("Company")) {
      draft.put("companyNumber", draft.text("number"));
    }
    return transaction.write(draft);
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    UniqueKey.require(draft, "displayName");
    Row row = transaction.write(draft);
    CompanyContact.lead(transaction, row);
    return row;
  }
}
