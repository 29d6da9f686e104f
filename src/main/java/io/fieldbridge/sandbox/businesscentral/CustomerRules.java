package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.Set;
import java.util.UUID;

/** Customers: numbers, template, and the company contact that follows them. */
final class CustomerRules implements EntityRules {

  private static final Set<String> UNION =
      Set.of(
          "AT", "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
          "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

  @Override
  public String setOf() {
    return "customers";
  }

  @Override
  public void begin(Transaction transaction, Draft draft) {
    draft.put("currencyCode", Currencies.LOCAL);
  }

  @Override
  public void validate(Transaction transaction, Draft draft, Property property, Object value) {
    switch (property.name()) {
      case "number" -> UniqueKey.manual(transaction, draft, value);
      case "phoneNumber" -> checkPhone(value.toString());
      case "taxRegistrationNumber" -> RegistrationFormat.check(transaction, draft, value);
      default -> {
        // the other properties have no rule of their own
      }
    }
    References.assign(transaction, draft, property, value);
    if (property.name().equals("taxAreaId")) {
      showTaxArea(transaction, draft);
    }
  }

  @Override
  public Row insert(Transaction transaction, Draft draft) {
    UniqueKey.require(draft, "displayName");
    if (draft.text("number").isEmpty()) {
      draft.put("number", NumberSeries.CUSTOMERS.next(transaction));
    }
    if (transaction.switches().on(Switch.CUSTOMER_TEMPLATE)) {
      applyTemplate(transaction, draft);
    }
    Row row = transaction.write(draft);
    if (transaction.switches().on(Switch.CUSTOMER_CREATES_CONTACT)) {
      CompanyContact.create(transaction, row);
    }
    return row;
  }

  @Override
  public Row modify(Transaction transaction, Row before, Draft draft) {
    UniqueKey.require(draft, "displayName");
    Row row = transaction.write(draft);
    CompanyContact.follow(transaction, row);
    if (!before.text("number").equals(row.text("number"))) {
      References.renamed(transaction, row, setOf());
      PartyLedger.renamed(transaction, Trade.SALE, row);
    }
    return row;
  }

  @Override
  public void delete(Transaction transaction, Row row) {
    Company company = transaction.company();
    for (DocumentKind kind : DocumentKind.of(Trade.SALE)) {
      boolean used =
          company.rows(kind.headerSet()).stream()
              .anyMatch(document -> row.id().equals(document.guid("customerId")));
      if (used || PartyLedger.any(company, Trade.SALE, row.id())) {
        throw VendorException.dialog(
            "You cannot delete Customer %s because there is at least one outstanding document or ledger entry for it."
                .formatted(row.text("number")));
      }
    }
    CompanyContact.release(transaction, row);
    transaction.delete(setOf(), row.id());
  }

  /** Gives a customer the posting groups of its country, as a template does. */
  static void applyTemplate(Transaction transaction, Draft draft) {
    String country = draft.text("country");
    String area = area(country);
    draft.put("$genBusPostingGroup", area).put("$postingGroup", area);
    if (draft.guid("taxAreaId").equals(Kind.NO_GUID)) {
      UUID id = transaction.company().byKey("taxAreas", area).orElseThrow().id();
      draft.put("taxAreaId", id);
      showTaxArea(transaction, draft);
    }
  }

  static String area(String country) {
    if (country.isEmpty() || country.equals("DE")) {
      return "DOMESTIC";
    }
    return UNION.contains(country) ? "EU" : "EXPORT";
  }

  private static void showTaxArea(Transaction transaction, Draft draft) {
    String name =
        transaction
            .company()
            .find("taxAreas", draft.guid("taxAreaId"))
            .map(area -> area.text("displayName"))
            .orElse("");
    draft.put("taxAreaDisplayName", name);
  }

  private static void checkPhone(String number) {
    if (number.chars().anyMatch(Character::isLetter)) {
      throw VendorException.fieldValidation("Phone No. must not contain letters in Customer.");
    }
  }
}
