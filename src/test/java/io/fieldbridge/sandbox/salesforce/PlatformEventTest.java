package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Platform events that are published over REST. */
class PlatformEventTest {

  private static final String TOPIC = "/event/Order_Accepted__e";

  private RunningOrg org;

  @BeforeEach
  void start() {
    org = new RunningOrg();
  }

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void a_created_event_is_enqueued_and_delivered_and_not_kept() {
    PolledEvents client = new PolledEvents(org, TOPIC, -1);
    var answer =
        org.post(
            "/sobjects/Order_Accepted__e",
            "{'Order_Number__c':'SO-1','Total__c':12.5,'Accepted_At__c':'2026-01-02T03:04:05Z'}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("id").asText()).startsWith("e00").hasSize(18);
    JsonNode note = answer.json().path("errors").path(0);
    assertThat(note.path("statusCode").asText()).isEqualTo("OPERATION_ENQUEUED");
    JsonNode event = client.await(1).get(0);
    assertThat(event.path("channel").asText()).isEqualTo(TOPIC);
    assertThat(event.at("/data/event/EventUuid")).isEqualTo(note.path("message"));
    JsonNode payload = event.at("/data/payload");
    assertThat(payload.path("Order_Number__c").asText()).isEqualTo("SO-1");
    assertThat(payload.path("Total__c").asDouble()).isEqualTo(12.5);
    assertThat(payload.path("Accepted_At__c").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
    assertThat(payload.path("Work_Order__c").isNull()).isTrue();
    assertThat(payload.path("CreatedById").asText()).startsWith("005");
    assertThat(payload.path("CreatedDate").asText()).endsWith("Z");
    assertThat(payload.has("LastModifiedDate")).isFalse();
    assertThat(org.get("/sandbox/records/Order_Accepted__e").json()).isEmpty();
  }

  @Test
  void an_event_with_a_wrong_field_is_refused() {
    assertThat(org.post("/sobjects/Order_Accepted__e", "{}").error())
        .isEqualTo("REQUIRED_FIELD_MISSING");
    assertThat(org.post("/sobjects/Order_Accepted__e", "{'No__c':1}").error())
        .isEqualTo("INVALID_FIELD");
  }

  @Test
  void events_of_a_transaction_that_fails_are_not_published_unless_they_are_immediate() {
    PolledEvents client = new PolledEvents(org, TOPIC, -1);
    String composite =
        "{'allOrNone':true,'compositeRequest':[{'method':'POST','referenceId':'e','url':"
            + "'/services/data/v62.0/sobjects/Order_Accepted__e','body':{'Order_Number__c':'1'}},"
            + "{'method':'POST','referenceId':'a','url':'/services/data/v62.0/sobjects/Account',"
            + "'body':{}}]}";
    org.post("/composite", composite);
    assertThat(client.connect()).isEmpty();
    org.post("/sandbox/settings", "{'immediateEvents':['Order_Accepted__e']}");
    org.post("/composite", composite);
    assertThat(client.await(1)).hasSize(1);
  }

  @Test
  void collections_publish_several() {
    PolledEvents client = new PolledEvents(org, TOPIC, -1);
    String one = "{'attributes':{'type':'Order_Accepted__e'},'Order_Number__c':'1'}";
    var answer =
        org.post("/composite/sobjects", "{'allOrNone':false,'records':[" + one + "," + one + "]}");
    assertThat(answer.json().at("/1/errors/0/statusCode").asText()).isEqualTo("OPERATION_ENQUEUED");
    assertThat(client.await(2)).hasSize(2);
  }

  @Test
  void bulk_inserts_publish_too() {
    PolledEvents client = new PolledEvents(org, TOPIC, -1);
    BulkJob.done(
        org,
        "{'object':'Order_Accepted__e','operation':'insert'}",
        "Order_Number__c\nSO-1\nSO-2\nSO-3\n");
    assertThat(client.await(3)).hasSize(3);
  }

  @Test
  void an_integrator_adds_events_in_the_metadata_folder(@TempDir Path metadata) throws Exception {
    Files.writeString(
        metadata.resolve("events.yaml"),
        "Own__e:\n  prefix: e42\n  owner: false\n  currency: none\n  deletable: false\n"
            + "  fields:\n    Text__c: string(10)\n");
    var files =
        new SalesforceSandboxSettings.Files(
            Optional.empty(), Optional.empty(), Optional.of(metadata));
    try (RunningOrg other = new RunningOrg(SalesforceSandboxSettings.onPorts(0, 0).with(files))) {
      PolledEvents client = new PolledEvents(other, "/event/Own__e", -1);
      other.create("Own__e", "{'Text__c':'mine'}");
      assertThat(client.await(1).get(0).at("/data/payload/Text__c").asText()).isEqualTo("mine");
    }
  }
}
