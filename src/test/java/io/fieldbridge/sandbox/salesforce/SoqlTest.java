package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries over the demo data, as contract sections 3.5 and 5 say. */
class SoqlTest extends OrgTestCase {

  @BeforeEach
  void records() {
    org.create("Account", "{'Name':'Query One','AccountNumber':'Q1','NumberOfEmployees':5}");
    org.create(
        "Account",
        "{'Name':'Query Two','AccountNumber':'Q2','NumberOfEmployees':50,'Website':'http://q.example'}");
    org.create("Account", "{'Name':'Query O\\u0027Neil','AccountNumber':'Q3'}");
  }

  private static List<String> numbers(String where) {
    var answer = org.query("SELECT AccountNumber FROM Account WHERE " + where);
    assertThat(answer.status()).as(where + answer.http().body()).isEqualTo(200);
    List<String> numbers = new ArrayList<>();
    answer.json().path("records").forEach(row -> numbers.add(row.path("AccountNumber").asText()));
    return numbers;
  }

  @Test
  void operators_and_literals_select() {
    assertThat(numbers("AccountNumber = 'q1'")).containsExactly("Q1");
    assertThat(numbers("Name LIKE 'query%' AND AccountNumber != 'Q1'")).containsExactly("Q2", "Q3");
    assertThat(numbers("Name LIKE 'Query _wo'")).containsExactly("Q2");
    assertThat(numbers("Name = 'Query O\\'Neil'")).containsExactly("Q3");
    assertThat(numbers("AccountNumber IN ('Q1','Q2')")).containsExactly("Q1", "Q2");
    assertThat(numbers("AccountNumber IN ('Q1','Q2') AND AccountNumber NOT IN ('Q2')"))
        .containsExactly("Q1");
    assertThat(numbers("NumberOfEmployees >= 5 AND NumberOfEmployees < 50.5"))
        .containsExactly("Q1", "Q2");
    assertThat(numbers("AccountNumber LIKE 'Q%' AND Website = null")).containsExactly("Q1", "Q3");
    assertThat(
            numbers("AccountNumber LIKE 'Q%' AND NOT (NumberOfEmployees = 5 OR Website != null)"))
        .containsExactly("Q3");
    assertThat(numbers("(AccountNumber = 'Q1' OR AccountNumber = 'Q3') AND IsDeleted = FALSE"))
        .containsExactly("Q1", "Q3");
    assertThat(numbers("CreatedDate >= 2020-01-01T00:00:00Z AND AccountNumber = 'Q1'"))
        .containsExactly("Q1");
    assertThat(numbers("SystemModstamp > 2999-01-01T00:00:00+01:00")).isEmpty();
    assertThat(numbers("CreatedDate > LAST_N_DAYS:2 AND AccountNumber = 'Q1'")).isEmpty();
    assertThat(numbers("CreatedDate >= YESTERDAY AND AccountNumber = 'Q1'")).containsExactly("Q1");
    assertThat(numbers("AccountNumber LIKE 'Q%' ORDER BY AccountNumber DESC LIMIT 1 OFFSET 1"))
        .containsExactly("Q2");
    assertThat(
            numbers("AccountNumber LIKE 'Q%' ORDER BY NumberOfEmployees NULLS LAST, Name LIMIT 3"))
        .containsExactly("Q1", "Q2", "Q3");
    assertThat(numbers("Id IN (SELECT AccountId FROM WorkOrder WHERE Subject = 'Repair 1')"))
        .containsExactly("K00010");
  }

  @Test
  void wrong_statements_have_their_error_code() {
    assertRefused(
        "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'", "MALFORMED_QUERY");
    assertRefused("SELECT Id FROM Account WHERE", "MALFORMED_QUERY");
    assertRefused("SELECT Id Account", "MALFORMED_QUERY");
    assertRefused(
        "SELECT Id FROM Account WHERE " + "NOT ".repeat(1000) + "Name = 'a'", "MALFORMED_QUERY");
    assertRefused("SELECT Nope FROM Account", "INVALID_FIELD");
    assertRefused("SELECT Nope.Name FROM Account", "INVALID_FIELD");
    assertRefused("SELECT Id FROM Nope", "INVALID_TYPE");
    assertRefused("SELECT (SELECT Id FROM Nope) FROM Account", "INVALID_TYPE");
    assertRefused("SELECT Id FROM Account WHERE NumberOfEmployees = '5'", "INVALID_FIELD");
    assertRefused("SELECT Id FROM Account WHERE Name = 5", "INVALID_FIELD");
    assertRefused("SELECT Id FROM Account WHERE CreatedDate > 2020-01-01", "INVALID_FIELD");
    assertRefused("SELECT Id FROM Account WHERE Description = 'x'", "INVALID_FIELD");
    assertRefused("SELECT Id FROM Account WHERE Id = 'x'", "INVALID_QUERY_FILTER_OPERATOR");
    assertRefused("SELECT Id FROM Account LIMIT 1 OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE");
  }

  private static void assertRefused(String soql, String code) {
    var refused = org.query(soql);
    assertThat(refused.status()).as(soql).isEqualTo(400);
    assertThat(refused.error()).as(soql).isEqualTo(code);
  }

  @Test
  void parents_come_nested_and_children_as_results() {
    JsonNode row =
        org.query(
                "SELECT Id, Account.Name, Account.Owner.Username, Asset.Name, "
                    + "(SELECT LineItemNumber, PricebookEntry.Product2.ProductCode, UnitPrice FROM WorkOrderLineItems), "
                    + "(SELECT QuantityConsumed FROM ProductsConsumed), "
                    + "(SELECT DurationInMinutes, WorkOrderLineItemId FROM TimeSheetEntries) "
                    + "FROM WorkOrder WHERE Status = 'Completed' ORDER BY WorkOrderNumber LIMIT 1")
            .json()
            .path("records")
            .path(0);
    assertThat(row.path("Account").path("attributes").path("type").asText()).isEqualTo("Account");
    assertThat(row.path("Account").path("Owner").path("Username").asText()).contains("@");
    JsonNode line = row.path("WorkOrderLineItems").path("records").path(0);
    assertThat(line.path("PricebookEntry").path("Product2").path("ProductCode").asText())
        .isEqualTo("LABOUR");
    assertThat(line.path("UnitPrice").decimalValue()).isEqualByComparingTo("80.75");
    assertThat(row.path("WorkOrderLineItems").path("done").asBoolean()).isTrue();
    assertThat(row.path("ProductsConsumed").path("totalSize").asInt()).isEqualTo(1);
    JsonNode entry = row.path("TimeSheetEntries").path("records").path(0);
    assertThat(entry.path("DurationInMinutes").asDouble()).isPositive();
    JsonNode none =
        org.query(
                "SELECT Id, Parent.Name, (SELECT Id FROM Contacts) FROM Account WHERE AccountNumber='Q1'")
            .json()
            .path("records")
            .path(0);
    assertThat(none.path("Parent").isNull()).isTrue();
    assertThat(none.path("Contacts").isNull()).isTrue();
  }

  @Test
  void counts_and_groups_answer() {
    var count = org.query("SELECT COUNT() FROM Product2 WHERE Family = 'Part'").json();
    assertThat(count.path("totalSize").asInt()).isEqualTo(195);
    assertThat(count.path("records")).isEmpty();
    var sums = org.query("SELECT Status, COUNT(Id) howMany FROM WorkOrder GROUP BY Status").json();
    assertThat(sums.path("records").path(0).path("attributes").path("type").asText())
        .isEqualTo("AggregateResult");
    assertThat(sums.path("records").path(0).path("howMany").asInt()).isPositive();
  }

  @Test
  void large_results_come_in_pages() {
    org.post("/sandbox/settings", "{'pageSize':500}");
    JsonNode page = org.query("SELECT Id FROM PricebookEntry").json();
    assertThat(page.path("totalSize").asInt()).isEqualTo(1200);
    int seen = page.path("records").size();
    while (!page.path("done").asBoolean()) {
      page = org.get(page.path("nextRecordsUrl").asText()).json();
      seen += page.path("records").size();
    }
    assertThat(seen).isEqualTo(1200);
    assertThat(org.get("/query/01gFB0000000099AAA-500").error()).isEqualTo("INVALID_QUERY_LOCATOR");
    org.post("/sandbox/settings", "{'pageSize':2000}");
  }

  @Test
  void fields_functions_need_a_limit() {
    assertThat(org.query("SELECT FIELDS(ALL) FROM Account LIMIT 1").status()).isEqualTo(200);
    assertRefused("SELECT FIELDS(ALL) FROM Account", "MALFORMED_QUERY");
  }

  @Test
  void the_selection_of_change_entities_can_be_asked_for() {
    var members =
        org.get(
            "/tooling/query?q=SELECT+SelectedEntity+FROM+PlatformEventChannelMember+ORDER+BY+Id");
    assertThat(members.json().path("records").path(0).path("SelectedEntity").asText())
        .isEqualTo("AccountChangeEvent");
    assertThat(members.json().path("totalSize").asInt()).isEqualTo(5);
  }
}
