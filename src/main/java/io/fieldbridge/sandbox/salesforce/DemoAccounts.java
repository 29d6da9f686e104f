package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.SeedCompany;
import java.util.List;

/** The accounts of the customer base, each with its office as contact, 30 of them with an asset. */
final class DemoAccounts {

  private static final int ASSETS = 30;

  private final Demo demo;

  DemoAccounts(Demo demo) {
    this.demo = demo;
  }

  /** The companies that are accounts, in their order. */
  static List<SeedCompany> companies() {
    return SeedCompany.all().stream().filter(SeedCompany::inSalesforce).toList();
  }

  void seed() {
    List<SeedCompany> companies = companies();
    companies.forEach(this::account);
    for (int index = 0; index < ASSETS; index++) {
      asset(index, companies.get(index));
    }
  }

  private void account(SeedCompany company) {
    ObjectNode account =
        Json.object()
            .put("Name", company.name())
            .put("Type", "Customer - Direct")
            .put("Phone", company.phone())
            .put("BillingStreet", company.address().street())
            .put("BillingPostalCode", company.address().postalCode())
            .put("BillingCity", company.address().city())
            .put("BillingCountryCode", company.address().countryCode())
            .put("Website", "https://" + company.email().replaceFirst(".*@", "www."))
            .put("Tax_Registration_Number__c", company.taxRegistrationNumber())
            .put("CurrencyIsoCode", demo.currency(company.currency()));
    if (!company.accountNumber().isEmpty()) {
      account.put("AccountNumber", company.accountNumber());
    }
    demo.create(company.number(), "Account", account);
    demo.create(
        "contact " + company.number(),
        "Contact",
        Json.object()
            .put("LastName", "Service Office")
            .put("AccountId", demo.id(company.number()))
            .put("Email", company.email())
            .put("Phone", company.phone())
            .put("CurrencyIsoCode", demo.currency(company.currency())));
  }

  private void asset(int index, SeedCompany company) {
    String code = "P-" + (1010 + index * 5);
    demo.create(
        "asset " + company.number(),
        "Asset",
        Json.object()
            .put("Name", "Unit " + (index + 1) + " at " + company.address().city())
            .put("AccountId", demo.id(company.number()))
            .put("ContactId", demo.id("contact " + company.number()))
            .put("Product2Id", demo.id(code))
            .put("SerialNumber", "SN-" + (40_000 + index * 37))
            .put("Status", "Installed")
            .put("InstallDate", "2025-0" + (1 + index % 9) + "-15")
            .put("Quantity", 1)
            .put("CurrencyIsoCode", demo.currency(company.currency())));
  }
}
