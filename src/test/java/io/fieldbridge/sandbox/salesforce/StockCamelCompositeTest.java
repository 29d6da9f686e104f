package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.AuthenticationType;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.SalesforceLoginConfig;
import org.apache.camel.component.salesforce.api.dto.RecentItem;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectBatch;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectBatchResponse;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectComposite;
import org.apache.camel.component.salesforce.api.dto.composite.SObjectCompositeResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that is not ours: stock camel-salesforce sends composites, batches and refreshes. */
class StockCamelCompositeTest {

  private static RunningOrg org;
  private static StockCamel camel;
  private static ProducerTemplate template;

  @BeforeAll
  static void start() {
    org = new RunningOrg();
    SalesforceLoginConfig login = new SalesforceLoginConfig();
    login.setType(AuthenticationType.REFRESH_TOKEN);
    login.setRefreshToken(refreshToken());
    camel = new StockCamel(org, login, new SalesforceEndpointConfig());
    template = camel.template();
  }

  @AfterAll
  static void stop() {
    camel.close();
    org.close();
  }

  private static String refreshToken() {
    String redirect = "http://localhost/callback";
    var consent =
        org.send(
            org.request(
                "/services/oauth2/authorize?response_type=code&client_id=sales-demo&redirect_uri="
                    + redirect,
                "GET",
                ""));
    String code =
        consent.http().headers().firstValue("Location").orElseThrow().replaceAll(".*code=", "");
    return org.form(
            "/services/oauth2/token",
            "grant_type=authorization_code&client_id=sales-demo&client_secret=sales-demo-secret"
                + "&redirect_uri="
                + redirect
                + "&code="
                + code)
        .json()
        .path("refresh_token")
        .asText();
  }

  @Test
  void it_describes_and_reads_recent_items_into_its_own_types() {
    SObjectDescription account =
        template.requestBody(
            "salesforce:getDescription?sObjectName=Account", null, SObjectDescription.class);
    assertThat(account.getFields()).extracting("name").contains("ERP_Customer_Id__c");
    assertThat(account.getChildRelationships()).isNotEmpty();
    org.create("Account", "{'Name':'R'}");
    List<?> recent = template.requestBody("salesforce:recent?limit=5", null, List.class);
    assertThat(recent).allMatch(RecentItem.class::isInstance);
  }

  @Test
  void it_runs_a_batch() {
    SObjectBatch batch = new SObjectBatch("62.0");
    batch.addLimits();
    batch.addQuery("SELECT Id FROM Account LIMIT 1");
    SObjectBatchResponse answer =
        template.requestBody("salesforce:composite-batch", batch, SObjectBatchResponse.class);
    assertThat(answer.hasErrors()).isFalse();
    assertThat(answer.getResults()).hasSize(2);
  }

  @Test
  void it_runs_a_composite() {
    SObjectComposite composite = new SObjectComposite("62.0", true);
    composite.addQuery("SELECT Id FROM Account LIMIT 1", "first");
    composite.addQuery("SELECT Id FROM Contact LIMIT 1", "second");
    SObjectCompositeResponse answer =
        template.requestBody("salesforce:composite", composite, SObjectCompositeResponse.class);
    assertThat(answer.getCompositeResponse())
        .extracting("httpStatusCode")
        .containsExactly(200, 200);
  }

  @Test
  void it_searches_and_sends_raw_trees() throws Exception {
    String tree =
        "{\"records\":[{\"attributes\":{\"type\":\"Account\",\"referenceId\":\"r\"},"
            + "\"Name\":\"Bactrian Tree\"}]}";
    String raw =
        "salesforce:raw?format=JSON&rawMethod=POST"
            + "&rawPath=/services/data/v62.0/composite/tree/Account";
    JsonNode created = Json.MAPPER.readTree(template.requestBody(raw, tree, String.class));
    assertThat(created.path("hasErrors").asBoolean(true)).isFalse();
    String search =
        "salesforce:search?rawPayload=true"
            + "&sObjectSearch=RAW(FIND {Bactrian Tree} RETURNING Account(Id))";
    String found = template.requestBody(search, null, String.class);
    assertThat(found).contains(created.path("results").path(0).path("id").asText());
  }
}
