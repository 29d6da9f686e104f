package io.fieldbridge.sandbox.businesscentral;

/** Vendors: numbers, and the posting groups that a template gives. */
final class VendorRules implements EntityRules {

  @Override
  public String setOf() {
    return "vendors";
  }

  @Override
  public void begin(Transaction transaction, Draft draft) {
    draft.put("currencyCode", Currencies.LOCAL);
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    if (property.name().equals("number")) {
      UniqueKey.manual(transaction, draft, value);
    } else if (property.name().equals("taxRegistrationNumber")) {
      RegistrationFormat.check(transaction, draft, value);
    }
    References.assign(transaction, draft, property, value);
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "displayName");
    if (draft.text("number").isEmpty()) {
      draft.put("number", NumberSeries.VENDORS.next(transaction));
    }
    String area = CustomerRules.area(draft.text("country"));
    draft.put("$genBusPostingGroup", area).put("$postingGroup", area);
    return transaction.write(draft);
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    UniqueKey.require(draft, "displayName");
    return transaction.write(draft);
  }

  @Override
  public void delete(Transaction transaction, Row row) {
    Company company = transaction.company();
    boolean used =
        PartyLedger.any(company, Trade.PURCHASE, row.id())
            || DocumentKind.of(Trade.PURCHASE).stream()
                .flatMap(kind -> company.rows(kind.headerSet()).stream())
                .anyMatch(document -> row.id().equals(document.guid("vendorId")));
    if (used) {
      throw VendorException.dialog(
          "You cannot delete Vendor %s because there is at least one outstanding document or ledger entry for it."
              .formatted(row.text("number")));
    }
    transaction.delete(setOf(), row.id());
  }
}
