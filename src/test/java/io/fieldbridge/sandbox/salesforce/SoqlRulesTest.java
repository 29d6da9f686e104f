package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What SOQL does not let be combined, amounts in currencies, pages of children: section 5. */
class SoqlRulesTest extends OrgTestCase {

  @BeforeEach
  void records() {
    account("Rules EUR", "EUR", "1000", "North");
    account("Rules USD", "USD", "1080", "North");
    account("Rules GBP", "GBP", "1000", "South");
  }

  private static void account(String name, String currency, String revenue, String site) {
    org.create(
        "Account",
        "{'Name':'%s','CurrencyIsoCode':'%s','AnnualRevenue':%s,'Site':'%s'}"
            .formatted(name, currency, revenue, site));
  }

  private static JsonNode records(String soql) {
    var answer = org.query(soql);
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return answer.json().path("records");
  }

  private static void assertRefused(String soql, String code, String words) {
    var refused = org.query(soql);
    assertThat(refused.status()).as(soql).isEqualTo(400);
    assertThat(refused.error()).as(soql).isEqualTo(code);
    assertThat(refused.message()).containsIgnoringCase(words);
  }

  @Test
  void plain_fields_have_no_alias_and_come_once() {
    assertRefused("SELECT Name n FROM Account", "MALFORMED_QUERY", "field aliasing");
    assertRefused("SELECT Id Name FROM Account", "MALFORMED_QUERY", "field aliasing");
    assertRefused("SELECT Id, Name, id FROM Account", "INVALID_FIELD", "duplicate field selected");
  }

  @Test
  void count_without_a_field_stands_alone() {
    assertRefused("SELECT COUNT(), Name FROM Account", "MALFORMED_QUERY", "COUNT()");
    assertRefused("SELECT COUNT() FROM Account GROUP BY Site", "MALFORMED_QUERY", "COUNT()");
    assertRefused(
        "SELECT Id, (SELECT COUNT(Id) FROM Contacts) FROM Account", "MALFORMED_QUERY", "root");
  }

  @Test
  void groups_are_of_fields_that_can_be_grouped_and_sorted_by_what_they_have_in_common() {
    assertRefused(
        "SELECT AnnualRevenue, COUNT(Id) FROM Account GROUP BY AnnualRevenue",
        "MALFORMED_QUERY",
        "can not be grouped");
    assertRefused(
        "SELECT CreatedDate, COUNT(Id) FROM Account GROUP BY CreatedDate",
        "MALFORMED_QUERY",
        "can not be grouped");
    assertRefused(
        "SELECT Site, COUNT(Id) FROM Account GROUP BY Site ORDER BY Name",
        "MALFORMED_QUERY",
        "Ordered field must be grouped");
    assertRefused(
        "SELECT Site, COUNT(Id) FROM Account GROUP BY Site HAVING Name = 'x'",
        "MALFORMED_QUERY",
        "Having field must be grouped");
    assertRefused("SELECT MAX(IsDeleted) FROM Account", "MALFORMED_QUERY", "aggregate operator");
    assertRefused("SELECT Id FROM Account ORDER BY Description", "MALFORMED_QUERY", "sorted");
    assertRefused(
        "SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(Site)", "MALFORMED_QUERY", "ROLLUP");
  }

  @Test
  void groups_are_kept_by_aggregates_of_any_type() {
    String groups =
        "SELECT Site, MAX(Name) last FROM Account WHERE Name LIKE 'Rules%' GROUP BY Site HAVING ";
    assertThat(records(groups + "COUNT(Id) IN (1, 5)")).hasSize(1);
    assertThat(records(groups + "MAX(Name) = 'rules usd'").path(0).path("Site").asText())
        .isEqualTo("North");
    assertThat(records(groups + "MAX(CreatedDate) > 2020-01-01T00:00:00Z AND Site != 'South'"))
        .hasSize(1);
    assertRefused(groups + "COUNT(Id) > 'a'", "MALFORMED_QUERY", "number");
  }

  @Test
  void semi_joins_go_by_ids_and_not_too_far() {
    String join = "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact";
    assertThat(records(join + ") AND Id NOT IN (SELECT AccountId FROM Asset)").isArray()).isTrue();
    assertRefused(join + ") OR Name = 'x'", "MALFORMED_QUERY", "'OR' operator");
    assertRefused(
        join + " WHERE Id IN (SELECT ContactId FROM Case))", "MALFORMED_QUERY", "Nesting");
    assertRefused(
        "SELECT Id FROM Account WHERE Id IN (SELECT ParentId FROM Account)",
        "MALFORMED_QUERY",
        "same object");
    assertRefused(
        "SELECT Id FROM Account WHERE Name IN (SELECT Name FROM Asset)", "INVALID_FIELD", "id");
  }

  @Test
  void amounts_are_compared_and_converted_over_currencies() {
    String rules = "SELECT Name FROM Account WHERE Name LIKE 'Rules%' AND AnnualRevenue ";
    assertThat(records(rules + "= EUR1000")).hasSize(2);
    assertThat(records(rules + "> USD1080").path(0).path("Name").asText()).isEqualTo("Rules GBP");
    assertRefused(rules + "> ZZZ1", "INVALID_FIELD", "currencies");
    JsonNode shown =
        records(
                "SELECT AnnualRevenue, convertCurrency(AnnualRevenue) eur,"
                    + " FORMAT(AnnualRevenue) text, FORMAT(convertCurrency(AnnualRevenue)) both"
                    + " FROM Account WHERE Name = 'Rules USD'")
            .path(0);
    assertThat(shown.path("AnnualRevenue").decimalValue()).isEqualByComparingTo("1080");
    assertThat(shown.path("eur").decimalValue()).isEqualByComparingTo("1000");
    assertThat(shown.path("text").asText()).isEqualTo("USD 1,080.00");
    assertThat(shown.path("both").asText()).isEqualTo("EUR 1,000.00");
  }

  @Test
  void labels_can_be_asked_for_and_filtered_by() {
    String where = " FROM WorkOrder WHERE toLabel(Status) = 'Completed' LIMIT 1";
    assertThat(records("SELECT toLabel(Status), toLabel(Priority) p" + where).path(0).has("p"))
        .isTrue();
  }

  @Test
  void children_come_in_pages_of_their_own() {
    String account = org.create("Account", "{'Name':'Many'}");
    StringBuilder contacts = new StringBuilder();
    for (int number = 0; number < 25; number++) {
      contacts.append(number == 0 ? "" : ",");
      contacts
          .append("{'attributes':{'type':'Contact'},'LastName':'C','AccountId':'")
          .append(account)
          .append("'}");
    }
    org.post("/composite/sobjects", "{'records':[" + contacts + "]}");
    org.post("/sandbox/settings", "{'pageSize':10}");
    JsonNode children =
        records(
                "SELECT Id, (SELECT LastName FROM Contacts) FROM Account WHERE Id = '"
                    + account
                    + "'")
            .path(0)
            .path("Contacts");
    assertThat(children.path("totalSize").asInt()).isEqualTo(25);
    assertThat(children.path("records")).hasSize(10);
    JsonNode second = org.get(children.path("nextRecordsUrl").asText()).json();
    assertThat(second.path("records")).hasSize(10);
    JsonNode last = org.get(second.path("nextRecordsUrl").asText()).json();
    assertThat(last.path("records")).hasSize(5);
    assertThat(last.path("done").asBoolean()).isTrue();
    org.post("/sandbox/settings", "{'pageSize':2000}");
  }
}
