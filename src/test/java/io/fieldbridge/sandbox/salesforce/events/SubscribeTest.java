package io.fieldbridge.sandbox.salesforce.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow control, replay and signs of life of a subscription. */
class SubscribeTest {
  private static final String ALL = "/data/ChangeEvents";
  private static final String ACCOUNTS = "/data/AccountChangeEvent";

  private ServedOrg org = new ServedOrg();

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void earliest_gives_all_that_is_kept_and_latest_only_what_comes() {
    restart(Duration.ofMillis(50), Duration.ofSeconds(30));
    commitAccounts(1, 2);
    PubSubClient client = org.client();
    PubSubClient.Stream earliest = client.subscribe(ACCOUNTS, ReplayPreset.EARLIEST, 10);
    PubSubClient.Stream latest = client.subscribe(ACCOUNTS, ReplayPreset.LATEST, 10);
    latest.awaitResponse(1);
    commitAccounts(3, 3);
    assertThat(phones(client, earliest.await(3))).containsExactly(1, 2, 3);
    assertThat(phones(client, latest.await(1))).containsExactly(3);
  }

  @Test
  void custom_resumes_after_the_event_of_the_replay_id() {
    commitAccounts(1, 5);
    PubSubClient client = org.client();
    ByteString third =
        client.subscribe(ALL, ReplayPreset.EARLIEST, 3).await(3).get(2).getReplayId();
    assertThat(phones(client, client.resume(ALL, third, 9).await(2))).containsExactly(4, 5);
  }

  @Test
  void a_single_entity_channel_has_that_object_only_and_the_standard_one_all_in_commit_order() {
    commitAccounts(1, 1);
    org.commit("CREATE", "Invoice__c", "a00000000000001AAA", "{'Name':'I1'}");
    commitAccounts(2, 2);
    PubSubClient client = org.client();
    assertThat(entities(client, client.subscribe(ALL, ReplayPreset.EARLIEST, 9).await(3)))
        .containsExactly("Account", "Invoice__c", "Account");
    assertThat(entities(client, client.subscribe(ACCOUNTS, ReplayPreset.EARLIEST, 9).await(2)))
        .containsExactly("Account", "Account");
  }

  @Test
  void an_object_that_no_channel_selects_has_no_events() {
    org.log.channel(EventChannel.standard(List.of("Contact")));
    commitAccounts(1, 3);
    org.commit("CREATE", "Contact", "003000000000001AAA", "{'LastName':'Lund'}");
    PubSubClient client = org.client();
    assertThat(entities(client, client.subscribe(ALL, ReplayPreset.EARLIEST, 9).await(1)))
        .containsExactly("Contact");
  }

  @Test
  void no_more_is_sent_than_was_asked_for_and_requests_add_up() {
    commitAccounts(1, 20);
    PubSubClient client = org.client();
    PubSubClient.Stream stream = client.subscribe(ACCOUNTS, ReplayPreset.EARLIEST, 3);
    assertThat(stream.awaitResponse(1).getPendingNumRequested()).isZero();
    assertThat(stream.await(3)).hasSize(3);
    stream.ask(2);
    stream.ask(4);
    assertThat(phones(client, stream.await(9))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void the_outstanding_total_is_cut_at_100() {
    restart(Duration.ofMillis(50), Duration.ofSeconds(30));
    PubSubClient.Stream stream = org.client().subscribe(ACCOUNTS, ReplayPreset.EARLIEST, 90);
    assertThat(stream.awaitResponse(1).getPendingNumRequested()).isEqualTo(90);
    stream.ask(90);
    Awaitility.await().until(() -> last(stream).getPendingNumRequested() == 100);
    commitAccounts(1, 150);
    stream.await(100);
    assertThat(last(stream).getPendingNumRequested()).isZero();
    assertThat(stream.events()).hasSize(100);
  }

  @Test
  void large_events_are_spread_over_answers_that_a_client_can_take() {
    String text = "x".repeat(900_000);
    for (int number = 1; number <= 8; number++) {
      org.commit("UPDATE", "Account", "001000000000001AAA", "{'Description':'" + text + "'}");
    }
    PubSubClient.Stream stream = org.client().subscribe(ACCOUNTS, ReplayPreset.EARLIEST, 10);
    assertThat(stream.await(8)).hasSize(8);
    assertThat(stream.responses).extracting(FetchResponse::getEventsCount).containsExactly(3, 3, 2);
  }

  @Test
  void requests_against_the_contract_end_the_stream_as_invalid() {
    PubSubClient client = org.client();
    refused(client.subscribe(ACCOUNTS, ReplayPreset.LATEST, 0), "requested.events.invalid");
    refused(client.subscribe(ACCOUNTS, ReplayPreset.CUSTOM, 1), "replayid.validation.failed");
    refused(
        client.resume(ACCOUNTS, ByteString.copyFromUtf8("nonsense!!"), 1), "replayid.corrupted");
    refused(client.resume(ACCOUNTS, ReplayId.of(Long.MAX_VALUE), 1), "replayid.corrupted");
    PubSubClient.Stream other = client.subscribe(ACCOUNTS, ReplayPreset.LATEST, 1);
    other.ask(ALL, ReplayPreset.LATEST, ByteString.EMPTY, 1);
    refused(other, "topic.mismatch");
  }

  @Test
  void an_unknown_topic_is_not_found() {
    PubSubClient.Stream stream =
        org.client().subscribe("/data/NoneChangeEvent", ReplayPreset.LATEST, 1);
    assertThat(stream.awaitEnd().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(stream.trailer("error-code"))
        .isEqualTo("sfdc.platform.eventbus.grpc.topic.not.found");
  }

  @Test
  void a_replay_id_older_than_the_retention_is_corrupted_and_the_events_are_gone() {
    commitAccounts(1, 2);
    PubSubClient client = org.client();
    ByteString first =
        client.subscribe(ALL, ReplayPreset.EARLIEST, 1).await(1).get(0).getReplayId();
    org.now.updateAndGet(now -> now.plus(Duration.ofHours(73)));
    commitAccounts(3, 3);
    refused(client.resume(ALL, first, 1), "replayid.corrupted");
    assertThat(phones(client, client.subscribe(ALL, ReplayPreset.EARLIEST, 9).await(1)))
        .containsExactly(3);
  }

  @Test
  void replay_ids_from_before_a_reset_or_another_run_are_corrupted() {
    commitAccounts(1, 1);
    PubSubClient client = org.client();
    ByteString old = client.subscribe(ALL, ReplayPreset.EARLIEST, 1).await(1).get(0).getReplayId();
    org.log.clear();
    refused(client.resume(ALL, old, 1), "replayid.corrupted");
    try (ServedOrg later = new ServedOrg()) {
      refused(later.client().resume(ALL, ReplayId.of(later.log.earliest()), 1), "corrupted");
    }
  }

  @Test
  void the_log_keeps_no_more_events_than_its_setting() {
    commitAccounts(1, 10_050);
    PubSubClient client = org.client();
    List<ConsumerEvent> oldest = client.subscribe(ALL, ReplayPreset.EARLIEST, 1).await(1);
    assertThat(phones(client, oldest)).containsExactly(51);
  }

  @Test
  void a_quiet_stream_gives_a_sign_of_life_whose_replay_id_can_be_resumed() {
    restart(Duration.ofMillis(50), Duration.ofSeconds(30));
    commitAccounts(1, 1);
    org.commit("CREATE", "Invoice__c", "a00000000000001AAA", "{}");
    PubSubClient client = org.client();
    PubSubClient.Stream stream = client.subscribe(ACCOUNTS, ReplayPreset.EARLIEST, 2);
    FetchResponse sign = stream.awaitResponse(3);
    assertThat(sign.getEventsList()).isEmpty();
    assertThat(sign.getPendingNumRequested()).isEqualTo(1);
    commitAccounts(2, 2);
    assertThat(phones(client, client.resume(ACCOUNTS, sign.getLatestReplayId(), 9).await(1)))
        .containsExactly(2);
  }

  @Test
  void a_deaf_streams_signs_of_life_move_on_with_the_log_past_the_events_that_wait() {
    restart(Duration.ofMillis(50), Duration.ofSeconds(30));
    org.log.delivery().deaf(true);
    PubSubClient client = org.client();
    PubSubClient.Stream stream = client.subscribe(ACCOUNTS, ReplayPreset.LATEST, 2);
    stream.awaitResponse(1);
    commitAccounts(1, 1);
    ByteString tip = stream.awaitResponse(stream.responses.size() + 2).getLatestReplayId();

    org.log.delivery().deaf(false);
    commitAccounts(2, 2);
    assertThat(phones(client, stream.await(2))).containsExactly(1, 2);
    assertThat(phones(client, client.resume(ACCOUNTS, tip, 9).await(1))).containsExactly(2);
  }

  @Test
  void the_stream_ends_when_all_is_delivered_and_no_more_is_asked_for() {
    restart(Duration.ofSeconds(30), Duration.ofMillis(50));
    commitAccounts(1, 2);
    PubSubClient.Stream stream = org.client().subscribe(ACCOUNTS, ReplayPreset.EARLIEST, 1);
    assertThat(stream.awaitEnd().isOk()).isTrue();
    assertThat(stream.events()).hasSize(1);
  }

  @Test
  void thousands_of_live_events_arrive_complete_and_in_commit_order() {
    PubSubClient client = org.client();
    PubSubClient.Stream stream = client.subscribe(ACCOUNTS, ReplayPreset.EARLIEST, 100);
    Thread writer = new Thread(() -> commitAccounts(1, 5000));
    writer.start();
    for (int asked = 100; asked < 5000; asked += 100) {
      stream.await(asked);
      stream.ask(100);
    }
    assertThat(phones(client, stream.await(5000)))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 5000).boxed().toList());
  }

  private static FetchResponse last(PubSubClient.Stream stream) {
    return stream.responses.get(stream.responses.size() - 1);
  }

  private void restart(Duration keepAlive, Duration endAfterDelivered) {
    org.close();
    org = new ServedOrg(keepAlive, endAfterDelivered);
  }

  private void commitAccounts(int first, int last) {
    for (int number = first; number <= last; number++) {
      org.commit("UPDATE", "Account", "001000000000001AAA", "{'Phone':'" + number + "'}");
    }
  }

  private static void refused(PubSubClient.Stream stream, String code) {
    Status status = stream.awaitEnd();
    assertThat(status.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(stream.trailer("error-code"))
        .startsWith("sfdc.platform.eventbus.grpc.subscription.fetch.")
        .endsWith(code);
    assertThat(status.getDescription()).endsWith("rpcId: " + stream.trailer("rpc-id"));
  }

  private static List<Integer> phones(PubSubClient client, List<ConsumerEvent> events) {
    List<Integer> phones = new ArrayList<>();
    events.forEach(
        event -> phones.add(Integer.valueOf(client.decode(event).get("Phone").toString())));
    return phones;
  }

  private static List<String> entities(PubSubClient client, List<ConsumerEvent> events) {
    return events.stream()
        .map(event -> client.decode(event).getSchema().getName())
        .map(name -> name.replace("__ChangeEvent", "__c").replace("ChangeEvent", ""))
        .toList();
  }
}
