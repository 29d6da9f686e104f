package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.KillLedger.Company;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** People at work on both sides, seeded, and never waiting for the daemon. */
final class KillLoad {

  private static final List<String> TERMS = List.of("14 DAYS", "30 DAYS", "60 DAYS", "COD");
  private static final List<String> TERMS_IN_CRM =
      List.of("Net 14", "Net 30", "Net 60", "Due on receipt");

  private enum Act {
    ACCOUNT,
    CHANGE,
    WORK_ORDER
  }

  private final KillPlan plan;
  private final KillLedger ledger;
  private final Random random;
  private final Crm crm;
  private final Erp erp;
  private final KillJobs jobs;
  private final List<String> termsIds = new ArrayList<>();

  KillLoad(KillRig rig, KillPlan plan, KillLedger ledger) {
    this.plan = plan;
    this.ledger = ledger;
    this.random = new Random(plan.seed());
    this.crm = rig.crm("sales-demo");
    this.erp = rig.erp();
    this.jobs = new KillJobs(rig.crm("technician-demo"), random);
    for (String code : TERMS) {
      JsonNode found = erp.find("paymentTerms", "code eq '" + code + "'");
      termsIds.add(found.get(0).path("id").asText());
    }
  }

  /** Companies that begin in the ERP, before anything breaks: creating one twice is our affair. */
  void beginInErp() {
    for (int i = 0; i < plan.accounts() / 10; i++) {
      Company company = new Company("Elbe Works " + plan.seed() + " " + i);
      JsonNode made =
          erp.create(
              "customers",
              "{'displayName': '" + company.name + "', 'city': 'Hamburg', 'country': 'DE'}");
      company.customerId = made.path("id").asText();
      ledger.companies.add(company);
    }
  }

  void play() {
    List<Act> acts = new ArrayList<>();
    acts.addAll(Collections.nCopies(plan.accounts(), Act.ACCOUNT));
    acts.addAll(Collections.nCopies(plan.changes(), Act.CHANGE));
    acts.addAll(Collections.nCopies(plan.workOrders(), Act.WORK_ORDER));
    Collections.shuffle(acts, random);
    acts.addAll(0, Collections.nCopies(2, Act.ACCOUNT));
    for (Act act : acts) {
      play(act);
      if (random.nextInt(3) > 0) {
        Insistence.pause(random.nextInt(2 * plan.pace()));
      }
    }
  }

  private void play(Act act) {
    switch (act) {
      case ACCOUNT -> account();
      case WORK_ORDER -> ledger.works.add(jobs.complete(any()));
      default -> change(any());
    }
  }

  /** The last one of a run: what comes after it on both sides is still told. */
  Company last() {
    account();
    return ledger.companies.get(ledger.companies.size() - 1);
  }

  private void account() {
    String name = "Weser Plant " + plan.seed() + " " + ledger.companies.size();
    Company company = new Company(name);
    String json =
        "{'Name': '%s', 'Phone': '%s', 'BillingStreet': 'Am Deich %d', 'BillingCity': 'Bremen', 'BillingPostalCode': '28199', 'BillingCountry': 'Germany', 'CurrencyIsoCode': 'EUR'}"
            .formatted(name, phone(company), ledger.companies.size());
    company.accountId = Insistence.create(crm, "Account", json, name);
    ledger.companies.add(company);
  }

  private Company any() {
    Company company;
    do {
      company = ledger.companies.get(random.nextInt(ledger.companies.size()));
    } while (accountOf(company).isEmpty());
    return company;
  }

  private void change(Company company) {
    ledger.edits++;
    int what = random.nextInt(10);
    if (what < 4 || customerOf(company).isEmpty()) {
      inCrm(company, random.nextInt(4));
    } else if (what < 8) {
      inErp(company, random.nextInt(3));
    } else if (what == 8) {
      inCrm(company, 0);
      inErp(company, 0);
      inCrm(company, 1);
    } else {
      update(company, "{'ERP_Credit_Limit__c': " + (1 + random.nextInt(99)) + "}");
    }
  }

  private void inCrm(Company company, int field) {
    switch (field) {
      case 0 -> update(company, "{'Phone': '" + phone(company) + "'}");
      case 1 -> {
        String site = "https://w" + random.nextInt(100_000) + ".example";
        company.customer.put("website", site);
        update(company, "{'Website': '" + site + "'}");
      }
      case 2 -> {
        String city = "City " + random.nextInt(100_000);
        company.customer.put("city", city);
        update(company, "{'BillingCity': '" + city + "'}");
      }
      default -> {
        for (int i = 0; i < 3; i++) {
          update(company, "{'Phone': '" + phone(company) + "'}");
        }
      }
    }
  }

  private void update(Company company, String json) {
    Insistence.until(
        () -> {
          crm.update("Account", company.accountId, json);
          return "";
        });
  }

  private String phone(Company company) {
    String phone = "+49 421 " + (100_000 + random.nextInt(900_000));
    company.customer.put("phoneNumber", phone);
    return phone;
  }

  private void inErp(Company company, int field) {
    switch (field) {
      case 0 -> credit(company);
      case 1 -> {
        int terms = random.nextInt(TERMS.size());
        company.account.put("Payment_Terms__c", TERMS_IN_CRM.get(terms));
        erpUpdate(company, "{'paymentTermsId': '" + termsIds.get(terms) + "'}");
      }
      default -> {
        String code = Integer.toString(10_000 + random.nextInt(89_999));
        company.account.put("BillingPostalCode", code);
        erpUpdate(company, "{'postalCode': '" + code + "'}");
      }
    }
  }

  void credit(Company company) {
    int limit = 1_000 + random.nextInt(90_000);
    company.account.put("ERP_Credit_Limit__c", Integer.toString(limit));
    erpUpdate(company, "{'creditLimit': " + limit + "}");
  }

  private void erpUpdate(Company company, String json) {
    Insistence.until(
        () -> {
          erp.update("customers", company.customerId, json);
          return "";
        });
  }

  private String accountOf(Company company) {
    if (company.accountId.isEmpty()) {
      JsonNode found =
          Insistence.until(
              () -> crm.query("SELECT Id FROM Account WHERE Name = '" + company.name + "'"));
      company.accountId = found.isEmpty() ? "" : found.get(0).path("Id").asText();
    }
    return company.accountId;
  }

  /** Looks once whether the company is in the ERP by now. */
  String customerOf(Company company) {
    if (company.customerId.isEmpty()) {
      JsonNode account = Insistence.until(() -> crm.get("Account", company.accountId));
      String number = account.path("ERP_Customer_Id__c").asText("");
      if (!number.isEmpty()) {
        JsonNode found =
            Insistence.until(() -> erp.find("customers", "number eq '" + number + "'"));
        company.customerId = found.path(0).path("id").asText("");
      }
    }
    return company.customerId;
  }
}
