package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.Difference.Kind;
import io.fieldbridge.prove.Ledger.Company;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accounts and customers: the expected ones, once each, and what they say. */
final class CompanyCheck {

  private static final String ACCEPTED = "Accepted by ERP";
  private static final Set<String> TELLING = Set.of("Rejected by ERP", "Retry Required");

  private final Sandbox salesforce;
  private final Sandbox businessCentral;
  private final Ledger ledger;
  private final Map<String, List<JsonNode>> accountsBefore;
  private final Map<String, List<JsonNode>> customersBefore;

  /** Remembers what was there before. */
  CompanyCheck(Sandbox salesforce, Sandbox businessCentral, Ledger ledger) {
    this.salesforce = salesforce;
    this.businessCentral = businessCentral;
    this.ledger = ledger;
    this.accountsBefore = accounts();
    this.customersBefore = customers();
  }

  /** By name; the recycle bin apart. */
  private Map<String, List<JsonNode>> accounts() {
    List<JsonNode> there = new ArrayList<>();
    for (JsonNode account : salesforce.records("Account")) {
      if (!account.path("IsDeleted").asBoolean()) {
        there.add(account);
      }
    }
    return Checker.by(there, "Name");
  }

  private Map<String, List<JsonNode>> customers() {
    return Checker.by(businessCentral.records("customers"), "displayName");
  }

  void check(Checker checker) {
    Map<String, List<JsonNode>> accounts = accounts();
    Map<String, List<JsonNode>> customers = customers();
    for (Company company : ledger.companies) {
      List<JsonNode> ofCrm = accountsOf(checker, company, accounts);
      List<JsonNode> ofErp =
          withoutTwin(
              checker,
              customers.getOrDefault(company.name, List.of()),
              "id",
              "email",
              company.customerDeleted ? company.customerId : "");
      if (company.accountDeleted) {
        accountDeleted(checker, company, ofCrm, ofErp);
      } else if (company.customerDeleted) {
        customerDeleted(checker, company, ofCrm, ofErp);
      } else if (only(checker, company, "accounts", ofCrm)
          & only(checker, company, "customers", ofErp)) {
        pair(checker, company, ofCrm.get(0), ofErp.get(0));
      }
      accounts.remove(company.name);
      customers.remove(company.name);
    }
    nothingElse(checker, "accounts", accounts, accountsBefore);
    nothingElse(checker, "customers", customers, customersBefore);
    accountsBefore.values().forEach(found -> mayBeHeld(checker, found, "Id"));
    customersBefore.values().forEach(found -> mayBeHeld(checker, found, "id"));
  }

  /** Where the account that people entered is a twin, its phone is nowhere else. */
  private static List<JsonNode> accountsOf(
      Checker checker, Company company, Map<String, List<JsonNode>> accounts) {
    List<JsonNode> entered = accounts.getOrDefault(company.name, List.of());
    List<JsonNode> rest = withoutTwin(checker, entered, "Id", "Site", "");
    boolean twin =
        entered.stream()
            .filter(one -> !rest.contains(one))
            .anyMatch(one -> one.path("Id").asText().equals(company.accountId));
    if (twin) {
      company.customer.remove("phoneNumber");
    }
    return rest;
  }

  /**
   * What people entered on both sides, but on one a moment after it was brought there, since their
   * own request took so long, is a twin of their making: they have to be told of it. It bears their
   * mark, it is held, and another is the company's.
   *
   * @param deleted the company's, where people deleted it; else empty
   */
  private static List<JsonNode> withoutTwin(
      Checker checker, List<JsonNode> found, String id, String mark, String deleted) {
    List<JsonNode> twins =
        found.stream()
            .filter(one -> one.path(mark).asText("").equals(Office.ENTERED))
            .filter(one -> !one.path(id).asText().equals(deleted))
            .filter(one -> checker.isHeld(one.path(id).asText()))
            .toList();
    boolean another = found.size() == 2 || !deleted.isEmpty();
    if (twins.size() != 1 || !another) {
      return found;
    }
    checker.mayBeHeld(twins.get(0).path(id).asText());
    return found.stream().filter(one -> one != twins.get(0)).toList();
  }

  private static boolean only(Checker checker, Company company, String what, List<JsonNode> found) {
    if (found.size() != 1) {
      checker.differs(
          found.isEmpty() ? Kind.LOST : Kind.DOUBLED,
          company.name,
          company + ": " + found.size() + " " + what + " instead of 1");
    }
    return found.size() == 1;
  }

  /**
   * What the systems hold from the first day may be told again after a gap of events, and gets its
   * other half then: one.
   */
  private void nothingElse(
      Checker checker,
      String what,
      Map<String, List<JsonNode>> now,
      Map<String, List<JsonNode>> before) {
    now.forEach(
        (name, found) -> {
          int most = before.getOrDefault(name, List.of()).size();
          boolean otherHalf = accountsBefore.containsKey(name) || customersBefore.containsKey(name);
          most = Math.max(most, otherHalf ? 1 : 0);
          if (found.size() > most) {
            checker.differs(
                Kind.DOUBLED, name, found.size() + " " + what + " '" + name + "', not " + most);
          }
        });
  }

  private static void mayBeHeld(Checker checker, List<JsonNode> found, String id) {
    found.forEach(record -> checker.mayBeHeld(record.path(id).asText()));
  }

  private static void pair(Checker checker, Company company, JsonNode account, JsonNode customer) {
    String name = company.name;
    checker.same(
        name, "number", customer.path("number").asText(), account.path("ERP_Customer_Id__c"));
    checker.same(name, "city", customer.path("city").asText(), account.path("BillingCity"));
    checker.same(
        name,
        "postal code",
        customer.path("postalCode").asText(),
        account.path("BillingPostalCode"));
    checker.same(name, "phone", customer.path("phoneNumber").asText(), account.path("Phone"));
    checker.same(name, "website", customer.path("website").asText(), account.path("Website"));
    company.customer.forEach(
        (field, value) -> checker.same(name, field, value, customer.path(field)));
    company.account.forEach(
        (field, value) -> checker.same(name, field, value, account.path(field)));
    street(checker, company, account.path("BillingStreet").asText(""), customer);
    checker.same(name, "status", ACCEPTED, account.path("ERP_Sync_Status__c"));
  }

  /** Both sides may edit it: the last word of one of them stands on both. */
  private static void street(Checker checker, Company company, String account, JsonNode customer) {
    String there = customer.path("addressLine1").asText("");
    if (!account.equals(there)
        || !company.streets.isEmpty() && !company.streets.containsValue(account)) {
      checker.differs(
          Kind.VALUE,
          company.name,
          "%s: street is '%s' and '%s', entered were %s"
              .formatted(company, account, there, company.streets));
    }
  }

  /** Its customer stays if there was one, and a person is told. */
  private static void accountDeleted(
      Checker checker, Company company, List<JsonNode> accounts, List<JsonNode> customers) {
    if (!accounts.isEmpty()) {
      checker.differs(Kind.DOUBLED, company.name, company + ": the deleted account is back");
    }
    if (customers.size() > 1) {
      only(checker, company, "customers", customers);
    }
    String customer = customers.isEmpty() ? "" : customers.get(0).path("id").asText();
    if (!customers.isEmpty() && !checker.isHeld(company.accountId, customer)) {
      checker.differs(
          Kind.LOST,
          company.name,
          company + ": the account is deleted, the customer is left, and nobody is told");
    }
    checker.mayBeHeld(company.accountId, customer);
  }

  /** Its account stays, says so, and no customer is made in the place of the deleted one. */
  private static void customerDeleted(
      Checker checker, Company company, List<JsonNode> accounts, List<JsonNode> customers) {
    if (!customers.isEmpty()) {
      checker.differs(Kind.DOUBLED, company.name, company + ": the deleted customer is back");
    }
    if (only(checker, company, "accounts", accounts)) {
      String status = accounts.get(0).path("ERP_Sync_Status__c").asText();
      if (!TELLING.contains(status)) {
        checker.differs(
            Kind.STATUS,
            company.name,
            company + ": the customer is deleted, but the account says " + status);
      }
    }
    if (!checker.isHeld(company.accountId, company.customerId)) {
      checker.differs(
          Kind.LOST, company.name, company + ": the customer is deleted and nobody is told");
    }
    checker.mayBeHeld(company.accountId, company.customerId);
  }
}
