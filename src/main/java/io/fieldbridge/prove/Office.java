package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.Ledger.Company;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Sales in Salesforce and finance in Business Central. Values that only one side enters carry a
 * number that grows, so that whoever watches the other side can tell whether it ever goes back.
 */
final class Office {

  /** What is smaller was entered by somebody who does not own it. */
  static final int FIRST_CREDIT = 1_000;

  static final String PHONE = "+49 421 ";

  private static final Map<String, String> TERMS =
      Map.of(
          "14 DAYS", "Net 14", "30 DAYS", "Net 30", "60 DAYS", "Net 60", "COD", "Due on receipt");

  /** On what people enter on both sides at once, where no contract carries it. */
  static final String ENTERED = "entered@people.example";

  private final Salesforce org;
  private final BusinessCentral erp;
  private final Ledger ledger;
  private final Random random;
  private final List<String> codes = TERMS.keySet().stream().sorted().toList();
  private final List<String> termsIds = new ArrayList<>();
  private int counter;

  Office(Salesforce org, BusinessCentral erp, Ledger ledger, Random random) {
    this.org = org;
    this.erp = erp;
    this.ledger = ledger;
    this.random = random;
    for (String code : codes) {
      JsonNode found = erp.find("paymentTerms", "code eq '" + code + "'");
      termsIds.add(found.path(0).path("id").asText());
    }
  }

  /** A company that begins in the ERP. */
  Company companyInErp(String name) {
    Company company = new Company(name);
    Map<String, ?> fields = Map.of("displayName", name, "city", "Hamburg", "country", "DE");
    company.customerId =
        Insistence.create(
            () -> erp.create("customers", fields).path("id").asText(), () -> customerNamed(name));
    ledger.companies.add(company);
    ledger.note(company.name, "entered in the ERP, customer " + company.customerId);
    return company;
  }

  private Optional<String> customerNamed(String name) {
    return customer("displayName eq '" + name + "'");
  }

  private Optional<String> customer(String condition) {
    JsonNode found = erp.find("customers", condition);
    return Optional.ofNullable(found.path(0).path("id").textValue());
  }

  /** A company that begins in Salesforce. */
  Company company(String name) {
    Company company = new Company(name);
    Map<String, ?> fields =
        Map.of(
            "Name", name,
            "Phone", phone(company),
            "BillingStreet", street(company, "crm"),
            "BillingCity", "Bremen",
            "BillingPostalCode", "28199",
            "BillingCountry", "Germany",
            "CurrencyIsoCode", "EUR");
    company.accountId =
        Insistence.create(() -> org.create("Account", fields), () -> accountNamed(name));
    ledger.companies.add(company);
    ledger.note(company.name, "entered in Salesforce, account " + company.accountId);
    return company;
  }

  /** A company that both sides enter at once, each without knowing of the other. */
  Company companyOnBothSides(String name) {
    Company company = new Company(name);
    company.onBothSides = true;
    String street = street(company, "crm");
    String taxNumber = "DE" + Math.abs(name.hashCode() % 1_000_000_000L);
    Map<String, ?> account =
        Map.of(
            "Name",
            name,
            "Tax_Registration_Number__c",
            taxNumber,
            "Phone",
            phone(company),
            "BillingStreet",
            street,
            "BillingCity",
            "Bremen",
            "BillingPostalCode",
            "28199",
            "BillingCountry",
            "Germany",
            "CurrencyIsoCode",
            "EUR",
            "Site",
            ENTERED);
    CompletableFuture<String> inErp =
        CompletableFuture.supplyAsync(() -> customer(name, taxNumber, street));
    company.accountId =
        Insistence.create(
            () -> org.create("Account", account),
            () -> account("Name = '" + name + "' AND Site = '" + ENTERED + "'"));
    ledger.companies.add(company);
    ledger.note(
        company.name,
        "entered on both sides, account " + company.accountId + ", customer " + inErp.join());
    return company;
  }

  private String customer(String name, String taxNumber, String street) {
    Map<String, ?> fields =
        Map.of(
            "displayName",
            name,
            "taxRegistrationNumber",
            taxNumber,
            "addressLine1",
            street,
            "city",
            "Bremen",
            "postalCode",
            "28199",
            "country",
            "DE",
            "email",
            ENTERED);
    return Insistence.create(
        () -> erp.create("customers", fields).path("id").asText(),
        () -> customer("displayName eq '" + name + "' and email eq '" + ENTERED + "'"));
  }

  private Optional<String> accountNamed(String name) {
    return account("Name = '" + name + "'");
  }

  private Optional<String> account(String condition) {
    JsonNode found = org.query("SELECT Id FROM Account WHERE " + condition);
    return Optional.ofNullable(found.path(0).path("Id").textValue());
  }

  /** One edit, or several of the same field within a second, or some on both sides at once. */
  void edit(Company company) {
    int what = random.nextInt(12);
    if (what < 5 || customerOf(company).isEmpty()) {
      inSales(company, random.nextInt(5));
    } else if (what < 9) {
      inFinance(company, random.nextInt(4));
    } else if (what == 9) {
      sales(company, Map.of("ERP_Credit_Limit__c", 1 + random.nextInt(FIRST_CREDIT - 1)));
    } else {
      inSales(company, random.nextInt(5));
      inFinance(company, random.nextInt(4));
      inSales(company, 0);
    }
  }

  private void inSales(Company company, int field) {
    switch (field) {
      case 0 -> sales(company, Map.of("Phone", phone(company)));
      case 1 -> {
        String site = "https://w" + ++counter + ".example";
        company.customer.put("website", site);
        sales(company, Map.of("Website", site));
      }
      case 2 -> {
        String city = "City " + ++counter;
        company.customer.put("city", city);
        sales(company, Map.of("BillingCity", city));
      }
      case 3 -> sales(company, Map.of("BillingStreet", street(company, "crm")));
      default -> {
        for (int i = 0; i < 3; i++) {
          sales(company, Map.of("Phone", phone(company)));
        }
      }
    }
  }

  private void inFinance(Company company, int field) {
    switch (field) {
      case 0 -> credit(company);
      case 1 -> {
        int terms = random.nextInt(codes.size());
        company.account.put("Payment_Terms__c", TERMS.get(codes.get(terms)));
        finance(company, Map.of("paymentTermsId", termsIds.get(terms)));
      }
      case 2 -> finance(company, Map.of("addressLine1", street(company, "erp")));
      default -> {
        String code = Integer.toString(10_000 + ++counter);
        company.account.put("BillingPostalCode", code);
        finance(company, Map.of("postalCode", code));
      }
    }
  }

  /** Finance grants more than before. */
  int credit(Company company) {
    int limit = FIRST_CREDIT + ++counter;
    company.account.put("ERP_Credit_Limit__c", Integer.toString(limit));
    finance(company, Map.of("creditLimit", limit));
    return limit;
  }

  private String phone(Company company) {
    String phone = PHONE + (100_000 + ++counter);
    company.customer.put("phoneNumber", phone);
    return phone;
  }

  private String street(Company company, String side) {
    String street = "Am Deich " + ++counter;
    company.streets.put(side, street);
    return street;
  }

  void deleteAccount(Company company) {
    company.accountDeleted = true;
    Insistence.insist(() -> org.delete("Account", company.accountId));
    ledger.note(company.name, "account deleted");
  }

  /** Finance deletes the customer; sales do not know and go on. */
  void deleteCustomer(Company company) {
    company.customerDeleted = true;
    Insistence.insist(() -> erp.delete("customers", company.customerId));
    ledger.note(company.name, "customer deleted");
    sales(company, Map.of("Phone", phone(company)));
  }

  private void sales(Company company, Map<String, ?> fields) {
    Insistence.insist(() -> org.update("Account", company.accountId, fields));
    ledger.note(company.name, "sales " + fields);
  }

  private void finance(Company company, Map<String, ?> fields) {
    Insistence.insist(() -> erp.update("customers", company.customerId, fields));
    ledger.note(company.name, "finance " + fields);
  }

  /** Looks once whether the company is in Salesforce by now; empty where it is not. */
  String accountOf(Company company) {
    if (company.accountId.isEmpty()) {
      company.accountId = Insistence.until(() -> accountNamed(company.name)).orElse("");
    }
    return company.accountId;
  }

  /** Looks once whether the company is in the ERP by now; empty where it is not. */
  String customerOf(Company company) {
    if (company.customerId.isEmpty()) {
      JsonNode account = Insistence.until(() -> org.get("Account", company.accountId));
      String number = account.path("ERP_Customer_Id__c").asText("");
      if (!number.isEmpty()) {
        JsonNode found =
            Insistence.until(() -> erp.find("customers", "number eq '" + number + "'"));
        company.customerId = found.path(0).path("id").asText("");
      }
    }
    return company.customerId;
  }

  JsonNode account(Company company) {
    return Insistence.until(() -> org.get("Account", company.accountId));
  }
}
