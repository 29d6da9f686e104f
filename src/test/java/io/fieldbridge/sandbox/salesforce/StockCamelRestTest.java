package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.component.salesforce.api.NoSuchSObjectException;
import org.apache.camel.component.salesforce.api.dto.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that is not ours: stock camel-salesforce talks to the org over REST. */
class StockCamelRestTest {

  private static RunningOrg org;
  private static StockCamel camel;
  private static ProducerTemplate template;

  @BeforeAll
  static void start() {
    org = new RunningOrg();
    SalesforceLoginConfig login = new SalesforceLoginConfig();
    login.setType(AuthenticationType.CLIENT_CREDENTIALS);
    SalesforceEndpointConfig config = new SalesforceEndpointConfig();
    config.setRawPayload(true);
    camel = new StockCamel(org, login, config);
    template = camel.template();
  }

  @AfterAll
  static void stop() {
    camel.close();
    org.close();
  }

  private static JsonNode call(String operation, Object body) throws Exception {
    return Json.MAPPER.readTree(
        template.requestBody("salesforce:" + operation, body, String.class));
  }

  @Test
  void it_reads_versions_resources_limits_and_describes() throws Exception {
    Object versions =
        template.requestBody("salesforce:getVersions?rawPayload=false", (Object) null);
    assertThat((Iterable<?>) versions).hasOnlyElementsOfType(Version.class).hasSize(31);
    assertThat(call("getResources", null).path("sobjects").asText()).endsWith("/sobjects");
    assertThat(call("limits", null).path("DailyApiRequests").path("Max").asInt())
        .isEqualTo(100_000);
    assertThat(call("getDescription?sObjectName=Account", null).path("fields")).isNotEmpty();
    assertThat(call("getGlobalObjects", null).path("sobjects")).isNotEmpty();
  }

  @Test
  void it_creates_upserts_queries_and_deletes() throws Exception {
    JsonNode created = call("createSObject?sObjectName=Account", "{\"Name\":\"Camel\"}");
    assertThat(created.path("success").asBoolean()).isTrue();
    String upsert =
        "upsertSObject?sObjectName=Account&sObjectIdName=ERP_Customer_Id__c&sObjectIdValue=C-77";
    assertThat(call(upsert, "{\"Name\":\"Dromedary\"}").path("created").asBoolean()).isTrue();
    assertThat(call(upsert, "{\"Name\":\"Bactrian\"}").path("created").asBoolean()).isFalse();
    JsonNode found =
        call(
            "query?sObjectQuery=RAW(SELECT Name FROM Account WHERE ERP_Customer_Id__c = 'C-77')",
            null);
    assertThat(found.path("records").path(0).path("Name").asText()).isEqualTo("Bactrian");
    String id = created.path("id").asText();
    template.requestBody(
        "salesforce:deleteSObject?sObjectName=Account&sObjectId=" + id, (Object) null);
    assertThat(org.login("fieldbridge-demo").get("/sobjects/Account/" + id).status())
        .isEqualTo(404);
  }

  @Test
  void a_missing_record_is_known_as_missing() {
    assertThatThrownBy(
            () ->
                template.requestBodyAndHeaders(
                    "salesforce:getSObject?sObjectName=Account&sObjectId=001FB0zzzzzzzzzAAA",
                    null,
                    Map.of()))
        .isInstanceOf(CamelExecutionException.class)
        .hasCauseInstanceOf(NoSuchSObjectException.class);
  }

  @Test
  void an_expired_session_is_renewed_by_the_client() throws Exception {
    org.post("/sandbox/faults", "{'fault':'expire-sessions'}");
    assertThat(call("limits", null).has("DailyApiRequests")).isTrue();
  }
}
