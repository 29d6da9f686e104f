package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Streaming API message by message: refusals are Bayeux messages in an HTTP 200. */
class CometdTest {

  private static final String ACCOUNTS = "/data/AccountChangeEvent";

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
  void a_handshake_offers_long_polling_and_replay_and_sets_a_cookie() {
    var answer =
        org.call("POST", "/cometd/62.0/handshake", "[{'channel':'/meta/handshake','id':'7'}]");
    JsonNode reply = answer.json().path(0);
    assertThat(reply.path("successful").booleanValue()).isTrue();
    assertThat(reply.path("id").asText()).isEqualTo("7");
    assertThat(reply.at("/ext/replay").booleanValue()).isTrue();
    assertThat(reply.at("/ext/payload.format").booleanValue()).isTrue();
    assertThat(reply.path("supportedConnectionTypes").path(0).asText()).isEqualTo("long-polling");
    assertThat(reply.path("clientId").asText()).isNotEmpty();
    assertThat(answer.http().headers().firstValue("Set-Cookie").orElse("")).contains("BAYEUX");
  }

  @Test
  void a_handshake_without_a_valid_login_is_denied_with_its_reason() {
    org.form("/services/oauth2/revoke", "token=" + org.token());
    JsonNode reply = PolledEvents.send(org, PolledEvents.message("/meta/handshake"));
    assertThat(reply.path("successful").booleanValue()).isFalse();
    assertThat(reply.path("error").asText()).isEqualTo("403::Handshake denied");
    assertThat(reply.at("/ext/sfdc/failureReason").asText())
        .isEqualTo("401::Authentication invalid");
    assertThat(reply.at("/advice/reconnect").asText()).isEqualTo("none");
    JsonNode anonymous =
        org.send(org.request("/cometd/62.0", "POST", "[{\"channel\":\"/meta/handshake\"}]")).json();
    assertThat(anonymous.at("/0/ext/sfdc/failureReason").asText())
        .isEqualTo("401::Request requires authentication");
  }

  @Test
  void a_change_comes_as_the_changed_fields_with_explicit_nulls_and_times_as_text() {
    String id = org.create("Account", "{'Name':'A','Phone':'1','BillingCity':'Linz'}");
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    org.patch(
        "/sobjects/Account/" + id,
        "{'Phone':null,'BillingCity':'Graz','ERP_Last_Sync_At__c':'2026-01-02T03:04:05Z'}");
    JsonNode event = client.await(1).get(0);
    assertThat(event.path("channel").asText()).isEqualTo(ACCOUNTS);
    JsonNode payload = event.at("/data/payload");
    JsonNode header = payload.path("ChangeEventHeader");
    assertThat(header.path("changeType").asText()).isEqualTo("UPDATE");
    assertThat(header.path("recordIds").path(0).asText()).isEqualTo(id);
    assertThat(header.path("commitTimestamp").isIntegralNumber()).isTrue();
    assertThat(header.has("changedFields")).isFalse();
    assertThat(payload.path("Phone").isNull()).isTrue();
    assertThat(payload.has("Name")).isFalse();
    assertThat(payload.path("BillingAddress").toString()).isEqualTo("{\"City\":\"Graz\"}");
    assertThat(payload.path("ERP_Last_Sync_At__c").asText()).isEqualTo("2026-01-02T03:04:05.000Z");
    assertThat(payload.path("LastModifiedDate").asText()).endsWith("Z");
    assertThat(event.at("/data/event/replayId").isIntegralNumber()).isTrue();
    assertThat(event.at("/data/schema").asText()).hasSize(22);
  }

  @Test
  void the_header_lists_changed_fields_where_the_setting_says_so() {
    org.post("/sandbox/settings", "{'changedFieldsOnCometD':true}");
    String id = org.create("Account", "{'Name':'A'}");
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    org.patch("/sobjects/Account/" + id, "{'Phone':'2','BillingCity':'Graz'}");
    assertThat(client.await(1).get(0).at("/data/payload/ChangeEventHeader/changedFields"))
        .extracting(JsonNode::asText)
        .contains("Phone", "BillingAddress.City", "LastModifiedDate");
  }

  @Test
  void replay_takes_all_kept_events_or_those_after_an_id_and_refuses_a_foreign_one() {
    org.create("Account", "{'Name':'A'}");
    org.create("Account", "{'Name':'B'}");
    var all = new PolledEvents(org, ACCOUNTS, -2).await(2);
    long first = all.get(0).at("/data/event/replayId").longValue();
    assertThat(new PolledEvents(org, ACCOUNTS, first).await(1).get(0).at("/data/payload/Name"))
        .hasToString("\"B\"");
    JsonNode refused = new PolledEvents(org, ACCOUNTS, -1).subscribe(ACCOUNTS, 123);
    assertThat(refused.path("successful").booleanValue()).isFalse();
    assertThat(refused.path("error").asText())
        .startsWith("400::The replayId {123} you provided was invalid.  Please provide a valid ID");
  }

  @Test
  void an_unknown_channel_and_one_without_permission_are_refused() {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    assertThat(client.subscribe("/data/NoneChangeEvent", -1).path("error").asText())
        .isEqualTo(
            "400::The channel you requested to subscribe to does not exist {/data/NoneChangeEvent}");
    org.post(
        "/sandbox/settings", "{'hiddenObjects':{'integration@fieldbridge.example':['Contact']}}");
    assertThat(client.subscribe("/data/ContactChangeEvent", -1).path("error").asText())
        .startsWith("403::");
  }

  @Test
  void a_busy_server_says_so_with_503_and_lets_the_client_try_again() {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    org.post("/sandbox/faults", "{'fault':'cometd-busy','times':2}");
    JsonNode denied = PolledEvents.send(org, PolledEvents.message("/meta/handshake"));
    assertThat(denied.path("error").asText()).isEqualTo("403::Handshake denied");
    assertThat(denied.at("/ext/sfdc/failureReason").asText()).startsWith("503::");
    assertThat(denied.at("/advice/reconnect").asText()).isEqualTo("retry");
    JsonNode refused = client.subscribe("/data/ContactChangeEvent", -1);
    assertThat(refused.path("error").asText()).startsWith("503::");
    assertThat(client.subscribe(ACCOUNTS, -1).path("successful").asBoolean()).isTrue();
  }

  @Test
  void a_connect_is_held_until_an_event_comes() throws Exception {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    client.connect();
    ObjectNode connect = client.known("/meta/connect").put("connectionType", "long-polling");
    var held = CompletableFuture.supplyAsync(() -> PolledEvents.answer(org, connect));
    org.create("Account", "{'Name':'A'}");
    JsonNode answer = held.get(30, TimeUnit.SECONDS);
    assertThat(answer).hasSize(2);
    assertThat(answer.path(0).at("/data/payload/Name").asText()).isEqualTo("A");
    assertThat(answer.path(1).at("/advice/timeout").asInt()).isEqualTo(110_000);
    assertThat(answer.path(1).at("/advice/reconnect").asText()).isEqualTo("retry");
  }

  @Test
  void a_connect_without_news_ends_after_the_hold_time() {
    org.post("/sandbox/settings", "{'cometdHoldMilliseconds':50}");
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    client.connect();
    JsonNode answer = PolledEvents.answer(org, client.known("/meta/connect"));
    assertThat(answer).hasSize(1);
    assertThat(answer.at("/0/successful").booleanValue()).isTrue();
  }

  @Test
  void a_revoked_token_ends_the_client_with_401_and_a_lost_one_has_to_shake_hands_again() {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    org.post("/sandbox/faults", "{'fault':'cometd-forget'}");
    JsonNode unknown = PolledEvents.send(org, client.known("/meta/connect"));
    assertThat(unknown.path("error").asText()).isEqualTo("403::Unknown client");
    assertThat(unknown.at("/advice/reconnect").asText()).isEqualTo("handshake");
    PolledEvents other = new PolledEvents(org, ACCOUNTS, -1);
    org.form("/services/oauth2/revoke", "token=" + org.token());
    JsonNode refused = PolledEvents.send(org, other.known("/meta/connect"));
    assertThat(refused.path("error").asText()).isEqualTo("401::Authentication invalid");
    assertThat(refused.at("/advice/reconnect").asText()).isEqualTo("none");
  }

  @Test
  void a_client_that_does_not_connect_again_is_forgotten() {
    org.post("/sandbox/settings", "{'cometdReconnectMilliseconds':1}");
    ObjectNode handshake = PolledEvents.message("/meta/handshake");
    String id = PolledEvents.send(org, handshake).path("clientId").asText();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                PolledEvents.send(org, PolledEvents.message("/meta/connect").put("clientId", id))
                    .path("error")
                    .asText()
                    .equals("403::Unknown client"));
  }

  @Test
  void unsubscribed_channels_are_silent_and_disconnected_clients_unknown() {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    PolledEvents.send(org, client.known("/meta/unsubscribe").put("subscription", ACCOUNTS));
    org.create("Account", "{'Name':'A'}");
    assertThat(client.connect()).isEmpty();
    assertThat(PolledEvents.send(org, client.known("/meta/disconnect")).path("successful"))
        .hasToString("true");
    assertThat(PolledEvents.send(org, client.known("/meta/connect")).path("error").asText())
        .isEqualTo("403::Unknown client");
  }

  @Test
  void used_up_deliveries_and_too_many_clients_are_refused() {
    org.post("/sandbox/settings", "{'dailyDeliveredEvents':1,'streamingClientsMax':1}");
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    org.create("Account", "{'Name':'A'}");
    client.await(1);
    assertThat(PolledEvents.send(org, client.known("/meta/connect")).path("error").asText())
        .isEqualTo("403::Organization total events daily limit exceeded");
    JsonNode denied = PolledEvents.send(org, PolledEvents.message("/meta/handshake"));
    assertThat(denied.at("/ext/sfdc/failureReason").asText())
        .isEqualTo("403::Organization concurrent user limit exceeded");
  }

  @Test
  void events_come_twice_or_in_another_order_on_demand() {
    PolledEvents client = new PolledEvents(org, ACCOUNTS, -1);
    org.post("/sandbox/faults", "{'fault':'stream-reorder'}");
    org.create("Account", "{'Name':'A'}");
    org.create("Account", "{'Name':'B'}");
    var events = client.await(2);
    assertThat(events.get(0).at("/data/payload/Name").asText()).isEqualTo("B");
    org.post("/sandbox/faults", "{'fault':'stream-duplicate'}");
    org.create("Account", "{'Name':'C'}");
    client.await(4);
    assertThat(events.get(2)).isEqualTo(events.get(3));
  }
}
