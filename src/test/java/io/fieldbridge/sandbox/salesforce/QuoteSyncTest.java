package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A quote that is synced mirrors its lines with the opportunity: contract section 13, Q1. */
class QuoteSyncTest {

  private RunningOrg org;
  private String quote;
  private String opportunity;

  @BeforeEach
  void start() {
    org = new RunningOrg();
    quote = org.first("SELECT QuoteId FROM QuoteLineItem LIMIT 1", "QuoteId");
    opportunity = org.value("Quote", quote, "OpportunityId");
  }

  @AfterEach
  void stop() {
    org.close();
  }

  private void sync() {
    var answer =
        org.patch("/sobjects/Opportunity/" + opportunity, "{'SyncedQuoteId':'" + quote + "'}");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(204);
  }

  private int count(String lines, String parent, String id) {
    return org.query("SELECT COUNT() FROM " + lines + " WHERE " + parent + " = '" + id + "'")
        .json()
        .path("totalSize")
        .asInt();
  }

  private int ofOpportunity() {
    return count("OpportunityLineItem", "OpportunityId", opportunity);
  }

  private int ofQuote() {
    return count("QuoteLineItem", "QuoteId", quote);
  }

  private String quoteLine(String field) {
    return org.first(
        "SELECT Id, OpportunityLineItemId, PricebookEntryId FROM QuoteLineItem WHERE QuoteId = '"
            + quote
            + "' ORDER BY LineNumber LIMIT 1",
        field);
  }

  private void assertSameAmounts() {
    assertThat(Double.parseDouble(org.value("Opportunity", opportunity, "Amount")))
        .isEqualTo(Double.parseDouble(org.value("Quote", quote, "TotalPrice")));
  }

  @Test
  void the_quotes_lines_become_the_opportunitys() {
    sync();
    assertThat(org.value("Quote", quote, "IsSyncing")).isEqualTo("true");
    assertThat(ofOpportunity()).isEqualTo(ofQuote());
    assertThat(org.value("Opportunity", opportunity, "Pricebook2Id"))
        .isEqualTo(org.value("Quote", quote, "Pricebook2Id"));
    assertThat(quoteLine("OpportunityLineItemId")).startsWith("00k");
    assertSameAmounts();
  }

  @Test
  void a_line_of_the_quote_changes_its_mirror() {
    sync();
    int before = ofOpportunity();
    String line = quoteLine("Id");
    org.patch("/sobjects/QuoteLineItem/" + line, "{'Quantity':7,'Discount':10}");
    assertThat(org.value("OpportunityLineItem", quoteLine("OpportunityLineItemId"), "Quantity"))
        .isEqualTo("7.0");
    assertSameAmounts();
    org.delete("/sobjects/QuoteLineItem/" + line);
    assertThat(ofOpportunity()).isEqualTo(before - 1);
    assertSameAmounts();
  }

  @Test
  void a_line_of_the_opportunity_changes_its_mirror() {
    sync();
    String line = quoteLine("OpportunityLineItemId");
    org.patch("/sobjects/OpportunityLineItem/" + line, "{'UnitPrice':3}");
    assertThat(org.value("QuoteLineItem", quoteLine("Id"), "UnitPrice")).isEqualTo("3.0");
    int before = ofQuote();
    org.create(
        "OpportunityLineItem",
        "{'OpportunityId':'%s','PricebookEntryId':'%s','Quantity':2,'UnitPrice':5}"
            .formatted(opportunity, quoteLine("PricebookEntryId")));
    assertThat(ofQuote()).isEqualTo(before + 1);
    assertSameAmounts();
    org.delete("/sobjects/OpportunityLineItem/" + line);
    assertThat(ofQuote()).isEqualTo(before);
    assertSameAmounts();
  }

  @Test
  void without_the_sync_each_has_its_own_lines() {
    sync();
    org.patch("/sobjects/Opportunity/" + opportunity, "{'SyncedQuoteId':null}");
    assertThat(org.value("Quote", quote, "IsSyncing")).isEqualTo("false");
    String mirror = quoteLine("OpportunityLineItemId");
    org.patch("/sobjects/QuoteLineItem/" + quoteLine("Id"), "{'Quantity':9}");
    assertThat(org.value("OpportunityLineItem", mirror, "Quantity")).isNotEqualTo("9.0");
  }

  @Test
  void a_deleted_quote_leaves_the_opportunity_its_lines() {
    sync();
    int before = ofOpportunity();
    assertThat(org.delete("/sobjects/Quote/" + quote).status()).isEqualTo(204);
    assertThat(ofOpportunity()).isEqualTo(before);
    assertThat(org.value("Opportunity", opportunity, "SyncedQuoteId")).isEqualTo("null");
  }

  @Test
  void a_quote_of_another_opportunity_cannot_be_synced() {
    String other =
        org.create(
            "Opportunity", "{'Name':'O','StageName':'Prospecting','CloseDate':'2030-01-01'}");
    assertThat(
            org.patch("/sobjects/Opportunity/" + other, "{'SyncedQuoteId':'" + quote + "'}")
                .error())
        .isEqualTo("FIELD_INTEGRITY_EXCEPTION");
  }
}
