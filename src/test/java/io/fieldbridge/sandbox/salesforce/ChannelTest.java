package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Channels, their members, what they enrich, filter and hide, and how long they remember. */
class ChannelTest {

  private static final String CHANNEL = "/data/FieldBridge__chn";
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private RunningOrg org;

  @BeforeEach
  void start() {
    org = new RunningOrg(SalesforceSandboxSettings.onPorts(0, 0).with(new Movable()));
  }

  @AfterEach
  void stop() {
    org.close();
  }

  private RunningOrg.Answer member(String json) {
    return org.post(
        "/sandbox/settings", "{'channels':{'FieldBridge__chn':{'Account':" + json + "}}}");
  }

  @Test
  void a_custom_channel_enriches_updates_and_deletions_and_no_other_does() {
    member("{'enrichedFields':['ERP_Customer_Id__c','Phone']}");
    String id = org.create("Account", "{'Name':'A','ERP_Customer_Id__c':'10000'}");
    org.patch("/sobjects/Account/" + id, "{'Name':'B'}");
    org.delete("/sobjects/Account/" + id);
    var rich = new PolledEvents(org, CHANNEL, -2).await(3);
    assertThat(rich.get(1).at("/data/payload/ERP_Customer_Id__c").asText()).isEqualTo("10000");
    assertThat(rich.get(1).at("/data/payload").has("Phone")).isFalse();
    assertThat(rich.get(2).at("/data/payload/ERP_Customer_Id__c").asText()).isEqualTo("10000");
    var plain = new PolledEvents(org, "/data/AccountChangeEvent", -2).await(3);
    assertThat(plain.get(1).at("/data/payload").has("ERP_Customer_Id__c")).isFalse();
    assertThat(plain.get(2).at("/data/payload")).hasSize(1);
  }

  @Test
  void a_filter_lets_only_matching_records_pass_on_its_channel() {
    member("{'filterExpression':'ERP_Customer_Id__c != null'}");
    org.create("Account", "{'Name':'A'}");
    org.create("Account", "{'Name':'B','ERP_Customer_Id__c':'10000'}");
    var filtered = new PolledEvents(org, CHANNEL, -2).await(1);
    assertThat(filtered.get(0).at("/data/payload/Name").asText()).isEqualTo("B");
    assertThat(new PolledEvents(org, "/data/ChangeEvents", -2).await(2)).hasSize(2);
  }

  @Test
  void members_are_seen_in_the_tooling_api() {
    member("{'filterExpression':'Name != null'}");
    var found =
        org.get(
            "/tooling/query?q=SELECT+SelectedEntity,EventChannel+FROM+PlatformEventChannelMember"
                + "+WHERE+EventChannel='FieldBridge__chn'");
    assertThat(found.json().path("records")).hasSize(1);
    assertThat(found.json().at("/records/0/SelectedEntity").asText())
        .isEqualTo("AccountChangeEvent");
  }

  @Test
  void the_edition_allows_so_many_objects_over_all_channels() {
    var refused = org.post("/sandbox/settings", "{'channels':{'X__chn':{'Case':{}}}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("problem").asText()).contains("at most 5");
    var more = "{'changeEntitiesMax':6,'channels':{'X__chn':{'Case':{}}}}";
    assertThat(org.post("/sandbox/settings", more).status()).isEqualTo(200);
    assertThat(member("{'enrichedFields':['Nonsense']}").status()).isEqualTo(400);
    assertThat(org.post("/sandbox/settings", "{'channels':{'X':{}}}").status()).isEqualTo(400);
  }

  @Test
  void objects_without_permission_are_left_out_of_channels_of_several() {
    org.post(
        "/sandbox/settings", "{'hiddenObjects':{'integration@fieldbridge.example':['Account']}}");
    org.create("Account", "{'Name':'A'}");
    org.create("Contact", "{'LastName':'C'}");
    var events = new PolledEvents(org, "/data/ChangeEvents", -2).await(1);
    assertThat(events.get(0).at("/data/payload/ChangeEventHeader/entityName").asText())
        .isEqualTo("Contact");
  }

  @Test
  void an_event_is_forgotten_after_the_retention_by_the_orgs_clock() {
    org.create("Account", "{'Name':'A'}");
    var client = new PolledEvents(org, "/data/AccountChangeEvent", -2);
    long old = client.await(1).get(0).at("/data/event/replayId").longValue();
    now.set(START.plus(Duration.ofHours(73)));
    org.login("fieldbridge-demo");
    JsonNode refused =
        new PolledEvents(org, "/data/ChangeEvents", -2).subscribe("/data/AccountChangeEvent", old);
    assertThat(refused.path("error").asText()).startsWith("400::The replayId {" + old + "}");
  }

  @Test
  void the_same_change_of_several_records_in_a_transaction_is_one_event() {
    String first = org.create("Account", "{'Name':'A'}");
    String second = org.create("Account", "{'Name':'B'}");
    PolledEvents client = new PolledEvents(org, "/data/AccountChangeEvent", -1);
    String item = "{'attributes':{'type':'Account'},'Phone':'7','id':'";
    org.patch(
        "/composite/sobjects", "{'records':[" + item + first + "'}," + item + second + "'}]}");
    var ids = client.await(1).get(0).at("/data/payload/ChangeEventHeader/recordIds");
    assertThat(ids).extracting(JsonNode::asText).containsExactly(first, second);
  }

  @Test
  void gap_and_overflow_events_carry_a_header_alone() {
    PolledEvents client = new PolledEvents(org, "/data/AccountChangeEvent", -1);
    org.post("/sandbox/faults", "{'fault':'event-gap'}");
    String id = org.create("Account", "{'Name':'A'}");
    org.post("/sandbox/faults", "{'fault':'event-overflow'}");
    org.create("Account", "{'Name':'B'}");
    var events = client.await(2);
    assertThat(events.get(0).at("/data/payload")).hasSize(1);
    JsonNode gap = events.get(0).at("/data/payload/ChangeEventHeader");
    assertThat(gap.path("changeType").asText()).isEqualTo("GAP_CREATE");
    assertThat(gap.path("recordIds").path(0).asText()).isEqualTo(id);
    JsonNode overflow = events.get(1).at("/data/payload/ChangeEventHeader");
    assertThat(overflow.path("changeType").asText()).isEqualTo("GAP_OVERFLOW");
    assertThat(overflow.path("recordIds").path(0).asText()).isEqualTo("000000000000000AAA");
  }

  @Test
  void a_transaction_with_too_many_changes_ends_in_an_overflow_of_each_object() {
    org.post("/sandbox/settings", "{'overflowAfterChanges':2}");
    PolledEvents client = new PolledEvents(org, "/data/ChangeEvents", -1);
    String records = "{'attributes':{'type':'Account'},'Name':'%d'}";
    StringBuilder all = new StringBuilder(records.formatted(1));
    for (int number = 2; number < 6; number++) {
      all.append(",").append(records.formatted(number));
    }
    org.post("/composite/sobjects", "{'records':[" + all + "]}");
    assertThat(client.await(3))
        .extracting(event -> event.at("/data/payload/ChangeEventHeader/changeType").asText())
        .containsExactly("CREATE", "CREATE", "GAP_OVERFLOW");
  }

  private final class Movable extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
