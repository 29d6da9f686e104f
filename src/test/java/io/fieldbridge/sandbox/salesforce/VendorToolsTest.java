package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the vendor's command line tool and older clients ask for beside the documented REST API. */
class VendorToolsTest {

  private static final String SOAP = "/services/Soap/u/62.0";

  private static RunningOrg org;

  @BeforeAll
  static void start() {
    org = new RunningOrg();
  }

  @AfterAll
  static void stop() {
    org.close();
  }

  private static JsonNode columns(String soql) {
    String encoded = URLEncoder.encode(soql, StandardCharsets.UTF_8);
    return org.get("/query?q=" + encoded + "&columns=true").json();
  }

  private static String soap(int status, String call) {
    var answer =
        org.send(
            org.request(SOAP, "POST", "<e:Envelope><e:Body>" + call + "</e:Body></e:Envelope>")
                .header("Content-Type", "text/xml"));
    assertThat(answer.status()).isEqualTo(status);
    return answer.http().body();
  }

  @Test
  void a_query_tells_its_columns() {
    JsonNode answer =
        columns("SELECT Id, Owner.Name, Owner.Email, (SELECT LastName FROM Contacts) FROM Account");
    assertThat(answer.path("entityName").asText()).isEqualTo("Account");
    assertThat(answer.path("keyPrefix").asText()).isEqualTo("001");
    assertThat(answer.path("idSelected").asBoolean()).isTrue();
    JsonNode columns = answer.path("columnMetadata");
    assertThat(columns.findValuesAsText("columnName"))
        .containsExactly("Id", "Owner", "Name", "Email", "Contacts", "LastName");
    assertThat(columns.path(1).path("joinColumns")).hasSize(2);
    assertThat(columns.path(1).path("aggregate").asBoolean()).isFalse();
    assertThat(columns.path(2).path("aggregate").asBoolean()).isTrue();
  }

  @Test
  void aggregates_are_columns_by_alias_or_number() {
    JsonNode columns =
        columns("SELECT Type, COUNT(Id), MAX(Name) most FROM Account GROUP BY Type")
            .path("columnMetadata");
    assertThat(columns.findValuesAsText("columnName")).containsExactly("Type", "expr0", "most");
    assertThat(columns.findValuesAsText("displayName"))
        .containsExactly("Type", "count(Id)", "max(Name)");
  }

  @Test
  void a_query_is_explained_without_being_run() {
    JsonNode plan =
        org.get("/query?explain=SELECT+Id+FROM+Account+WHERE+Name+%3D+%27none%27").json();
    JsonNode first = plan.path("plans").path(0);
    assertThat(first.path("sobjectType").asText()).isEqualTo("Account");
    assertThat(first.path("cardinality").asInt(-1)).isZero();
    assertThat(first.path("sobjectCardinality").asInt()).isPositive();
    assertThat(org.get("/query?explain=SELECT+Nope+FROM+Account+WHERE+Nope+%3D+1").error())
        .isEqualTo("INVALID_FIELD");
  }

  @Test
  void the_objects_are_listed_by_name() {
    List<String> names = org.get("/sobjects").json().path("sobjects").findValuesAsText("name");
    assertThat(names).isSorted().contains("Account", "WorkOrder");
  }

  @Test
  void soap_logs_in_and_out() {
    String answer =
        soap(
            200,
            "<login xmlns=\"urn:partner.soap.sforce.com\"><username>sales@fieldbridge.example"
                + "</username><password>any</password></login>");
    String session = answer.replaceAll("(?s).*<sessionId>([^<]+)<.*", "$1");
    assertThat(answer).contains("<serverUrl>" + org.sandbox.url() + SOAP + "/00D");
    assertThat(limitsBy(session)).isEqualTo(200);
    soap(200, "<h><sessionId>" + session + "</sessionId></h><logout/>");
    assertThat(limitsBy(session)).isEqualTo(401);
  }

  private static int limitsBy(String session) {
    return org.send(
            org.request(RunningOrg.BASE + "/limits", "GET", "")
                .header("Authorization", "Bearer " + session))
        .status();
  }

  @Test
  void what_is_not_simulated_of_the_older_apis_says_so_in_their_form() {
    assertThat(soap(500, "<login><username>nobody</username><password>x</password></login>"))
        .contains("<faultcode>sf:INVALID_LOGIN</faultcode>");
    assertThat(soap(500, "<query/>")).contains("is not simulated");
    JsonNode bulk = org.post("/services/async/62.0/job", "{}").json();
    assertThat(bulk.path("exceptionCode").asText()).isEqualTo("FeatureNotEnabled");
  }
}
