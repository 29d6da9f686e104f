package io.fieldbridge.sandbox.salesforce.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicInfo;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Refusals, and the ways in which streams die. */
class PubSubFaultsTest {
  private static final String ALL = "/data/ChangeEvents";
  private static final String ID = "001000000000001AAA";

  private final ServedOrg org = new ServedOrg(Duration.ofMillis(50), Duration.ofSeconds(30));

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void a_wrong_token_missing_headers_and_a_foreign_tenant_are_refused() {
    refused("service.auth.error", Status.Code.UNAUTHENTICATED, topicOf("other", ServedOrg.TENANT));
    refused("service.auth.headers.invalid", Status.Code.UNAUTHENTICATED, topicOf(null, "x"));
    refused(
        "service.auth.headers.invalid",
        Status.Code.UNAUTHENTICATED,
        topicOf(ServedOrg.TOKEN, "00D000000000002EAA"));
  }

  @Test
  void a_topic_says_that_it_can_be_subscribed_but_not_published() {
    TopicInfo topic = org.client().calls().getTopic(topic("/data/AccountChangeEvent"));
    assertThat(topic.getCanSubscribe()).isTrue();
    assertThat(topic.getCanPublish()).isFalse();
    assertThat(topic.getTenantGuid()).isEqualTo(ServedOrg.TENANT);
    assertThat(topic.getSchemaId()).hasSize(22);
  }

  @Test
  void unknown_topics_and_schemas_are_not_found() {
    PubSubClient client = org.client();
    refused(
        "topic.not.found",
        Status.Code.NOT_FOUND,
        () -> client.calls().getTopic(topic("/event/None__e")));
    refused(
        "topic.validation.empty", Status.Code.NOT_FOUND, () -> client.calls().getTopic(topic("")));
    refused(
        "schema.not.found",
        Status.Code.NOT_FOUND,
        () -> client.calls().getSchema(SchemaRequest.newBuilder().setSchemaId("x").build()));
  }

  @Test
  void nothing_can_be_published() {
    PubSubClient client = org.client();
    refused(
        "topic.not.found",
        Status.Code.NOT_FOUND,
        () -> client.calls().publish(publishTo("/event/Order_Accepted__e")));
    refused(
        "topic.meta.permission",
        Status.Code.PERMISSION_DENIED,
        () -> client.calls().publish(publishTo(ALL)));
  }

  @Test
  void a_revoked_token_ends_its_streams_and_no_other() {
    org.tokens.add("second");
    PubSubClient.Stream first = live(org.client());
    PubSubClient.Stream second = live(org.client("second", ServedOrg.TENANT));
    org.tokens.remove("second");
    assertThat(org.server.revoke("second")).isEqualTo(1);
    assertThat(second.awaitEnd().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(second.trailer("error-code"))
        .isEqualTo("sfdc.platform.eventbus.grpc.service.auth.error");
    assertThat(first.ended()).isFalse();
  }

  @Test
  void streams_end_without_an_error() {
    PubSubClient.Stream stream = live(org.client());
    assertThat(org.server.endStreams()).isEqualTo(1);
    assertThat(stream.awaitEnd().isOk()).isTrue();
    assertThat(org.server.subscribers()).isZero();
  }

  @Test
  void streams_break_with_and_without_a_binary_trailer() {
    PubSubClient client = org.client();
    PubSubClient.Stream plain = live(client);
    org.server.breakStreams(Status.UNAVAILABLE.withDescription("RST_STREAM closed stream"));
    assertThat(plain.awaitEnd().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    PubSubClient.Stream binary = live(client);
    byte[] details = "details".getBytes(StandardCharsets.UTF_8);
    org.server.breakStreams(Status.INTERNAL, details);
    assertThat(binary.awaitEnd().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(binary.binaryTrailer("grpc-status-details-bin")).isEqualTo(details);
  }

  @Test
  void silence_holds_back_events_and_signs_of_life_until_it_ends() {
    PubSubClient.Stream stream = live(org.client());
    org.server.fallSilent(true);
    int before = stream.responses.size();
    org.commit("UPDATE", "Account", ID, "{'Phone':'1'}");
    Awaitility.await()
        .during(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(5))
        .until(() -> stream.responses.size() <= before + 1 && stream.events().isEmpty());
    org.server.fallSilent(false);
    stream.await(1);
  }

  @Test
  void an_event_is_delivered_twice_with_the_same_replay_id() {
    org.server.duplicateNextEvents(1);
    PubSubClient.Stream stream = live(org.client());
    org.commit("UPDATE", "Account", ID, "{'Phone':'1'}");
    assertThat(stream.await(2)).hasSize(2);
    assertThat(stream.events().get(0)).isEqualTo(stream.events().get(1));
  }

  @Test
  void events_that_wait_together_can_come_in_reverse_order() {
    PubSubClient.Stream stream = live(org.client());
    org.log.delivery().reorderNext(1);
    org.server.fallSilent(true);
    org.commit("UPDATE", "Account", ID, "{'Phone':'1'}");
    org.commit("UPDATE", "Account", ID, "{'Phone':'2'}");
    org.server.fallSilent(false);
    var events = stream.await(2);
    var unsigned = ByteString.unsignedLexicographicalComparator();
    assertThat(unsigned.compare(events.get(0).getReplayId(), events.get(1).getReplayId()))
        .isPositive();
  }

  @Test
  void forgotten_replay_ids_are_refused_and_new_ones_work() {
    PubSubClient client = org.client();
    PubSubClient.Stream stream = live(client);
    org.commit("UPDATE", "Account", ID, "{'Phone':'1'}");
    ByteString old = stream.await(1).get(0).getReplayId();
    org.log.forgetBeforeNow();
    PubSubClient.Stream refused = client.resume(ALL, old, 1);
    refused.awaitEnd();
    assertThat(refused.trailer("error-code")).endsWith("subscription.fetch.replayid.corrupted");
    ByteString fresh =
        client.subscribe(ALL, ReplayPreset.LATEST, 1).awaitResponse(1).getLatestReplayId();
    assertThat(client.resume(ALL, fresh, 1).awaitResponse(1).getEventsList()).isEmpty();
  }

  @Test
  void a_stream_that_is_behind_what_is_kept_ends_and_passes_over_nothing() {
    PubSubClient.Stream stream = org.client().subscribe(ALL, ReplayPreset.LATEST, 1);
    stream.awaitResponse(1);
    org.commit("UPDATE", "Account", ID, "{'Phone':'1'}");
    stream.await(1);
    org.commit("UPDATE", "Account", ID, "{'Phone':'2'}");
    org.log.forgetBeforeNow();
    org.commit("UPDATE", "Account", ID, "{'Phone':'3'}");
    stream.ask(1);
    assertThat(stream.awaitEnd().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(stream.trailer("error-code")).endsWith("subscription.fetch.replayid.corrupted");
  }

  @Test
  void a_closed_server_cuts_its_streams() {
    PubSubClient.Stream stream = live(org.client());
    org.server.close();
    assertThat(stream.awaitEnd().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private static PubSubClient.Stream live(PubSubClient client) {
    PubSubClient.Stream stream = client.subscribe(ALL, ReplayPreset.LATEST, 10);
    stream.awaitResponse(1);
    return stream;
  }

  private ThrowingCallable topicOf(String token, String tenant) {
    return () -> org.client(token, tenant).calls().getTopic(topic(ALL));
  }

  private static TopicRequest topic(String name) {
    return TopicRequest.newBuilder().setTopicName(name).build();
  }

  private static PublishRequest publishTo(String topic) {
    return PublishRequest.newBuilder().setTopicName(topic).build();
  }

  private static void refused(String suffix, Status.Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            error -> {
              assertThat(error.getStatus().getCode()).isEqualTo(code);
              assertThat(error.getTrailers().get(PubSubError.CODE))
                  .isEqualTo("sfdc.platform.eventbus.grpc." + suffix);
              assertThat(error.getStatus().getDescription())
                  .endsWith("rpcId: " + error.getTrailers().get(PubSubError.RPC_ID));
            });
  }
}
