package io.fieldbridge.demo;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works in Salesforce: creates and edits accounts, agrees prices in a quote. */
final class Salesperson {

  static final List<String> ACCOUNT_FIELDS =
      List.of(
          "Name",
          "Phone",
          "BillingCity",
          "ERP_Customer_Id__c",
          "ERP_Sync_Status__c",
          "ERP_Sync_Reason__c",
          "ERP_Last_Sync_At__c",
          "ERP_Credit_Limit__c",
          "Payment_Terms__c",
          "CreatedDate",
          "SystemModstamp");

  private static final Period TIME_TO_DECIDE = Period.ofDays(30);

  private final SalesforceOrg org;
  private final InstantSource clock;

  Salesperson(DemoSystems systems, InstantSource clock) {
    this.org = new SalesforceOrg(systems, Credentials.salesperson(systems));
    this.clock = clock;
  }

  /** A name that no account has yet, also where the story is played again in the same sandbox. */
  String freshName() {
    return "Auwald Kältetechnik GmbH " + (org.count("Account") + 1);
  }

  String createAccount(Map<String, Object> fields) {
    return org.create("Account", fields);
  }

  JsonNode account(String id) {
    return org.read("Account", id, ACCOUNT_FIELDS);
  }

  void changeAccount(String id, Map<String, Object> fields) {
    org.update("Account", id, fields);
  }

  /** An opportunity in euro with a quote, one line per product at the given price. */
  AgreedQuote agree(String accountId, Map<String, BigDecimal> prices) {
    Map<String, String> entries = new LinkedHashMap<>();
    String pricebook = null;
    for (JsonNode entry : standardEntries(prices.keySet().stream().toList())) {
      entries.put(entry.path("Product2").path("ProductCode").asText(), entry.path("Id").asText());
      pricebook = entry.path("Pricebook2Id").asText();
    }
    if (!entries.keySet().containsAll(prices.keySet())) {
      throw new StoryException("no price in euro for all of " + prices.keySet() + ": " + entries);
    }
    return quote(accountId, pricebook, entries, prices);
  }

  private AgreedQuote quote(
      String accountId,
      String pricebook,
      Map<String, String> entries,
      Map<String, BigDecimal> prices) {
    String opportunity = org.create("Opportunity", opportunity(accountId, pricebook));
    String quote =
        org.create(
            "Quote",
            Map.of(
                "Name",
                "Cold room service",
                "OpportunityId",
                opportunity,
                "Pricebook2Id",
                pricebook,
                "Status",
                "Draft"));
    Map<String, AgreedQuote.Line> lines = new LinkedHashMap<>();
    prices.forEach((code, price) -> lines.put(code, line(quote, entries.get(code), price)));
    org.update("Quote", quote, Map.of("Status", "Accepted"));
    String number = org.read("Quote", quote, List.of("QuoteNumber")).path("QuoteNumber").asText();
    return new AgreedQuote(quote, number, pricebook, lines);
  }

  private Map<String, Object> opportunity(String accountId, String pricebook) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("Name", "Cold room service");
    fields.put("AccountId", accountId);
    fields.put("StageName", "Proposal/Price Quote");
    fields.put("CloseDate", today().plus(TIME_TO_DECIDE).toString());
    fields.put("CurrencyIsoCode", "EUR");
    fields.put("Pricebook2Id", pricebook);
    return fields;
  }

  /** Reads the line back: what counts as agreed is what the org holds. */
  private AgreedQuote.Line line(String quote, String entry, BigDecimal price) {
    String line =
        org.create(
            "QuoteLineItem",
            Map.of("QuoteId", quote, "PricebookEntryId", entry, "Quantity", 1, "UnitPrice", price));
    JsonNode held = org.read("QuoteLineItem", line, List.of("Quantity", "UnitPrice"));
    return new AgreedQuote.Line(
        entry, held.path("Quantity").decimalValue(), held.path("UnitPrice").decimalValue());
  }

  private List<JsonNode> standardEntries(List<String> codes) {
    return org.query(
        "SELECT Id, Pricebook2Id, UnitPrice, Product2.ProductCode FROM PricebookEntry"
            + " WHERE IsActive = TRUE AND CurrencyIsoCode = 'EUR' AND Pricebook2.IsStandard = TRUE"
            + " AND Product2.ProductCode IN ("
            + codes.stream().map(code -> "'" + code + "'").collect(joining(", "))
            + ")");
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
