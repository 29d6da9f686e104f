package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Steps 1 and 2: an account becomes a customer, and both are edited on both sides. */
final class AccountScene {

  static final String ACCEPTED = "Accepted by ERP";

  private static final BigDecimal CREDIT_LIMIT = new BigDecimal("25000.50");
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final DateTimeFormatter SALESFORCE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXX");

  private final Cast cast;

  AccountScene(Cast cast) {
    this.cast = cast;
  }

  LinkedAccount newAccount() {
    String name = cast.salesperson().freshName();
    String id = cast.salesperson().createAccount(account(name));
    cast.narrator().did("sales creates account " + id + " \"" + name + "\" in Salesforce");
    cast.narrator().asked("Salesforce for the account, until the ERP's number is on it");
    JsonNode account =
        cast.watch()
            .until(
                "a customer number and status " + ACCEPTED + " on account " + id,
                () -> cast.salesperson().account(id),
                AccountScene::accepted);
    String number = account.path("ERP_Customer_Id__c").asText();
    String synced = account.path("ERP_Last_Sync_At__c").asText();
    cast.narrator().found("customer " + number + ", " + ACCEPTED + ", synchronised at " + synced);
    Check.that(
        !time(synced).isBefore(time(account.path("CreatedDate").asText()).minusSeconds(5)),
        "the sync time " + synced + " lies before the account's creation");
    return new LinkedAccount(id, name, customer(name, number), number);
  }

  private String customer(String name, String number) {
    cast.narrator().asked("Business Central for customers numbered " + number + " or of that name");
    List<JsonNode> numbered = cast.finance().customersNumbered(number);
    Check.equal("customers numbered " + number, 1, numbered.size());
    Check.equal("customers of that name", 1, cast.finance().customersNamed(name).size());
    JsonNode customer = numbered.get(0);
    Map<String, Object> sent = account(name);
    Check.equal("displayName", name, customer.path("displayName").asText());
    Check.equal("addressLine1", sent.get("BillingStreet"), customer.path("addressLine1").asText());
    Check.equal("city", sent.get("BillingCity"), customer.path("city").asText());
    Check.equal("postalCode", sent.get("BillingPostalCode"), customer.path("postalCode").asText());
    Check.equal("country", "DE", customer.path("country").asText());
    cast.narrator()
        .found(
            "one, id "
                + customer.path("id").asText()
                + ": "
                + String.join(
                    ", ",
                    customer.path("displayName").asText(),
                    customer.path("addressLine1").asText(),
                    customer.path("postalCode").asText() + " " + customer.path("city").asText(),
                    customer.path("country").asText()));
    return customer.path("id").asText();
  }

  void editsOnBothSides(LinkedAccount linked) {
    financeDecides(linked);
    salesOversteps(linked);
    bothAtOnce(linked);
    nothingEchoes(linked);
  }

  private void financeDecides(LinkedAccount linked) {
    JsonNode terms = cast.finance().paymentTerms("14D");
    Map<String, Object> edit = new LinkedHashMap<>();
    edit.put("paymentTermsId", terms.path("id").asText());
    edit.put("creditLimit", CREDIT_LIMIT);
    cast.finance().changeCustomer(linked.customerId(), edit);
    cast.narrator()
        .did(
            "finance sets payment terms "
                + terms.path("code").asText()
                + " and credit limit "
                + CREDIT_LIMIT
                + " on customer "
                + linked.customerNumber());
    awaitAccount(linked, Map.of("Payment_Terms__c", "Net 14", "ERP_Credit_Limit__c", CREDIT_LIMIT));
  }

  private void salesOversteps(LinkedAccount linked) {
    cast.salesperson()
        .changeAccount(linked.accountId(), Map.of("ERP_Credit_Limit__c", new BigDecimal("999999")));
    cast.narrator().did("sales sets ERP_Credit_Limit__c to 999999 (the ERP owns that field)");
    awaitAccount(linked, Map.of("ERP_Credit_Limit__c", CREDIT_LIMIT));
    BigDecimal held =
        cast.finance().customer(linked.customerId()).path("creditLimit").decimalValue();
    Check.equalAmount("credit limit in Business Central", CREDIT_LIMIT, held);
    cast.narrator().found("put right on the account; Business Central still holds " + held);
  }

  private void bothAtOnce(LinkedAccount linked) {
    String phone = "+49 341 5550177";
    JsonNode terms = cast.finance().paymentTerms("30D");
    cast.salesperson().changeAccount(linked.accountId(), Map.of("Phone", phone));
    cast.finance()
        .changeCustomer(linked.customerId(), Map.of("paymentTermsId", terms.path("id").asText()));
    cast.narrator()
        .did(
            "at the same moment sales sets Phone to "
                + phone
                + " and finance sets payment terms to "
                + terms.path("code").asText());
    awaitAccount(linked, Map.of("Payment_Terms__c", "Net 30", "Phone", phone));
    cast.narrator().asked("Business Central for the same customer");
    cast.watch()
        .until(
            "phone " + phone + " and terms " + terms.path("code").asText() + " on the customer",
            () -> cast.finance().customer(linked.customerId()),
            seen ->
                seen.path("phoneNumber").asText().equals(phone)
                    && seen.path("paymentTermsId").equals(terms.path("id")));
    cast.narrator().found("both edits on both sides");
  }

  private void nothingEchoes(LinkedAccount linked) {
    cast.narrator().asked("both sides for their version stamps, until they rest");
    List<String> stamps = cast.watch().untilQuiet("the pair", QUIET, () -> stamps(linked));
    cast.narrator()
        .found(
            "nothing written for "
                + QUIET.toSeconds()
                + " s: SystemModstamp "
                + stamps.get(0)
                + ", etag "
                + stamps.get(1));
    awaitAccount(linked, Map.of("Payment_Terms__c", "Net 30", "ERP_Credit_Limit__c", CREDIT_LIMIT));
  }

  private List<String> stamps(LinkedAccount linked) {
    return List.of(
        cast.salesperson().account(linked.accountId()).path("SystemModstamp").asText(),
        cast.finance().customer(linked.customerId()).path("@odata.etag").asText());
  }

  private void awaitAccount(LinkedAccount linked, Map<String, Object> expected) {
    cast.narrator().asked("Salesforce for account " + linked.accountId());
    JsonNode account =
        cast.watch()
            .until(
                expected + " on account " + linked.accountId(),
                () -> cast.salesperson().account(linked.accountId()),
                seen -> Check.holds(seen, expected));
    StringBuilder values = new StringBuilder();
    expected
        .keySet()
        .forEach(field -> values.append(field + " " + account.path(field).asText() + "  "));
    cast.narrator().found(values.toString().strip());
  }

  static Map<String, Object> account(String name) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Name", name);
    fields.put("Phone", "+49 341 5550101");
    fields.put("BillingStreet", "Auwaldstraße 12");
    fields.put("BillingPostalCode", "04109");
    fields.put("BillingCity", "Leipzig");
    fields.put("BillingCountry", "Germany");
    fields.put("CurrencyIsoCode", "EUR");
    fields.put("Tax_Registration_Number__c", taxNumber(name));
    return fields;
  }

  /** A German VAT number that no other account bears. */
  private static String taxNumber(String name) {
    return "DE8" + String.format("%08d", Math.floorMod(name.hashCode(), 100_000_000));
  }

  private static boolean accepted(JsonNode account) {
    return account.path("ERP_Sync_Status__c").asText().equals(ACCEPTED)
        && account.hasNonNull("ERP_Customer_Id__c")
        && account.hasNonNull("ERP_Last_Sync_At__c");
  }

  private static OffsetDateTime time(String text) {
    return OffsetDateTime.parse(text, SALESFORCE_TIME).truncatedTo(ChronoUnit.SECONDS);
  }
}
