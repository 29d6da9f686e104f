package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups, dates, aliases and the places of errors: contract section 5. */
class SoqlClausesTest extends OrgTestCase {

  @BeforeEach
  void records() {
    for (String revenue : new String[] {"10", "20", "30"}) {
      org.create(
          "Account",
          "{'Name':'Group "
              + revenue
              + "','Site':'"
              + (revenue.equals("30") ? "North" : "South")
              + "','AnnualRevenue':"
              + revenue
              + "}");
    }
  }

  private static JsonNode records(String soql) {
    var answer = org.query(soql);
    assertThat(answer.status()).as(answer.message()).isEqualTo(200);
    return answer.json().path("records");
  }

  @Test
  void groups_are_filtered_ordered_and_cut_after_they_are_made() {
    String groups =
        "SELECT Site place, COUNT(Id) many, SUM(AnnualRevenue), MAX(Name) FROM Account"
            + " WHERE Name LIKE 'Group %' GROUP BY Site";
    JsonNode all = records(groups + " ORDER BY COUNT(Id) DESC");
    assertThat(all).hasSize(2);
    assertThat(all.path(0).path("place").asText()).isEqualTo("South");
    assertThat(all.path(0).path("many").asInt()).isEqualTo(2);
    assertThat(all.path(0).path("expr0").asDouble()).isEqualTo(30);
    assertThat(all.path(0).path("expr1").asText()).isEqualTo("Group 20");
    assertThat(records(groups + " HAVING COUNT(Id) > 1")).hasSize(1);
    assertThat(records(groups + " ORDER BY Site LIMIT 1").path(0).path("place").asText())
        .isEqualTo("North");
  }

  @Test
  void what_is_not_grouped_cannot_be_selected() {
    assertThat(org.query("SELECT Name, COUNT(Id) FROM Account GROUP BY Site").error())
        .isEqualTo("MALFORMED_QUERY");
  }

  @Test
  void the_object_may_have_an_alias() {
    assertThat(records("SELECT a.Name, a.Owner.Username FROM Account a WHERE a.Site = 'North'"))
        .hasSize(1);
    assertThat(
            records("SELECT Id, (SELECT c.LastName FROM a.Contacts c) FROM Account a LIMIT 1")
                .isArray())
        .isTrue();
  }

  @Test
  void parts_of_dates_group_and_filter() {
    JsonNode years =
        records(
            "SELECT CALENDAR_YEAR(CreatedDate) y, COUNT(Id) n FROM Account"
                + " GROUP BY CALENDAR_YEAR(CreatedDate)");
    int year = years.path(0).path("y").asInt();
    assertThat(year).isGreaterThan(2000);
    assertThat(records("SELECT Id FROM Account WHERE CALENDAR_YEAR(CreatedDate) = " + year))
        .isNotEmpty();
    assertThat(records("SELECT Id FROM Account WHERE CALENDAR_YEAR(CreatedDate) < " + year))
        .isEmpty();
  }

  @Test
  void relative_dates_know_quarters_weeks_and_years() {
    for (String span :
        new String[] {
          "THIS_QUARTER", "LAST_N_MONTHS:0", "LAST_90_DAYS", "THIS_FISCAL_YEAR", "N_DAYS_AGO:0"
        }) {
      assertThat(org.query("SELECT Id FROM Account WHERE CreatedDate = " + span).status())
          .as(span)
          .isEqualTo(200);
    }
    assertThat(records("SELECT Id FROM Account WHERE CreatedDate = THIS_QUARTER")).isNotEmpty();
    assertThat(records("SELECT Id FROM Account WHERE CreatedDate = N_YEARS_AGO:1")).isEmpty();
  }

  @Test
  void errors_point_at_their_place() {
    var field = org.query("SELECT Id, Foo FROM Account");
    assertThat(field.error()).isEqualTo("INVALID_FIELD");
    assertThat(field.message())
        .startsWith("\nSELECT Id, Foo FROM Account\n           ^\nERROR at Row:1:Column:12\n")
        .contains("No such column 'Foo' on entity 'Account'");
    var type = org.query("SELECT Id FROM Accounts");
    assertThat(type.error()).isEqualTo("INVALID_TYPE");
    assertThat(type.message()).contains("ERROR at Row:1:Column:16");
    var token = org.query("SELECT Id\nFROM Account WHERE Name == 'a'");
    assertThat(token.error()).isEqualTo("MALFORMED_QUERY");
    assertThat(token.message()).contains("ERROR at Row:2:Column:");
  }

  @Test
  void what_rest_does_not_know_is_malformed() {
    for (String soql :
        new String[] {
          "SELECT Id FROM Account FOR UPDATE",
          "SELECT Id FROM Account WHERE Name = 'a' AND Site = 'b' OR Site = 'c'",
          "SELECT Id FROM Account WHERE Name = '" + "x".repeat(4001) + "'",
          "SELECT FIELDS(ALL) FROM Account",
          "SELECT Id FROM Account WHERE",
          "SELECT SUM(Name) FROM Account"
        }) {
      assertThat(org.query(soql).error()).as(soql).isEqualTo("MALFORMED_QUERY");
    }
    assertThat(org.query("SELECT Id FROM Account LIMIT 1 FOR VIEW").status()).isEqualTo(200);
  }
}
