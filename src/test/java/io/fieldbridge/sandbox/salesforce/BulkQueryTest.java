package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bulk API 2.0 queries: CSV in pages. */
class BulkQueryTest {

  private RunningOrg org;

  @BeforeEach
  void start() {
    org = new RunningOrg();
    org.post("/sandbox/settings", "{'bulkLatencyMilliseconds':0}");
  }

  @AfterEach
  void stop() {
    org.close();
  }

  private String job(String operation, String soql) {
    var answer =
        org.call(
            "POST",
            "/jobs/query",
            "{\"operation\":\""
                + operation
                + "\",\"query\":\""
                + soql.replace("'", "\\u0027")
                + "\"}");
    assertThat(answer.status()).as(answer.http().body()).isEqualTo(200);
    assertThat(answer.json().path("state").asText()).isEqualTo("UploadComplete");
    assertThat(answer.json().path("jobType").asText()).isEqualTo("V2Query");
    assertThat(answer.json().has("contentUrl")).isFalse();
    String path = "/jobs/query/" + answer.json().path("id").asText();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(30))
        .until(() -> org.get(path).json().path("state").asText().matches("JobComplete|Failed"));
    return path;
  }

  @Test
  void rows_come_with_parents_as_columns_and_times_with_z() {
    String account = org.create("Account", "{'Name':'Parent, Ltd'}");
    org.create("Contact", "{'LastName':'L','AccountId':'" + account + "'}");
    String path =
        job(
            "query",
            "select LastName, account.name, CreatedDate, Phone from Contact where LastName = 'L'");
    var page = org.get(path + "/results");
    assertThat(page.http().body())
        .startsWith(
            "\"LastName\",\"Account.Name\",\"CreatedDate\",\"Phone\"\n\"L\",\"Parent, Ltd\",\"20")
        .endsWith(".000Z\",\"\"\n");
    assertThat(header(page, "Sforce-Locator")).isEqualTo("null");
    assertThat(header(page, "Sforce-NumberOfRecords")).isEqualTo("1");
  }

  @Test
  void pages_follow_their_locators_until_the_word_null() {
    for (int index = 0; index < 5; index++) {
      org.create("Case", "{'Subject':'S" + index + "'}");
    }
    String path = job("query", "SELECT Subject FROM Case");
    String locator = "";
    StringBuilder all = new StringBuilder();
    int pages = 0;
    while (!locator.equals("null")) {
      var page = org.get(path + "/results?maxRecords=2&locator=" + locator);
      assertThat(page.http().body()).startsWith("\"Subject\"\n");
      all.append(page.http().body().substring("\"Subject\"\n".length()));
      locator = header(page, "Sforce-Locator");
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(all).hasToString("\"S0\"\n\"S1\"\n\"S2\"\n\"S3\"\n\"S4\"\n");
    assertThat(org.get(path + "/results?locator=nonsense").error())
        .isEqualTo("INVALID_QUERY_LOCATOR");
  }

  @Test
  void an_empty_result_is_a_header_and_query_all_finds_the_deleted() {
    String id = org.create("Account", "{'Name':'Gone'}");
    org.delete("/sobjects/Account/" + id);
    String soql = "SELECT Id FROM Account WHERE Name = 'Gone'";
    assertThat(org.get(job("query", soql) + "/results").http().body()).isEqualTo("\"Id\"\n");
    assertThat(org.get(job("queryAll", soql) + "/results").http().body()).contains(id);
  }

  @Test
  void what_bulk_cannot_query_is_refused_and_a_bad_condition_fails_the_job() {
    for (String soql :
        new String[] {
          "SELECT COUNT() FROM Account",
          "SELECT Name FROM Account GROUP BY Name",
          "SELECT Id FROM Account OFFSET 5",
          "SELECT Id, (SELECT Id FROM Contacts) FROM Account",
          "SELECT BillingAddress FROM Account"
        }) {
      var answer = org.post("/jobs/query", "{'operation':'query','query':'" + soql + "'}");
      assertThat(answer.error()).as(soql).isEqualTo("INVALIDJOB");
    }
    String path = job("query", "SELECT Id FROM Account WHERE Nonsense = 1");
    assertThat(org.get(path).json().path("errorMessage").asText()).contains("INVALID_FIELD");
    assertThat(org.get(path + "/results").error()).isEqualTo("INVALIDJOBSTATE");
    assertThat(org.delete(path).status()).isEqualTo(204);
  }

  private static String header(RunningOrg.Answer answer, String name) {
    return answer.http().headers().firstValue(name).orElse("");
  }
}
