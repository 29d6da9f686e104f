package io.fieldbridge.sandbox.salesforce.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.PublishResponse;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.TopicInfo;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Platform events that are published over gRPC, by one call or on a stream. */
class PublishTest implements StreamObserver<PublishResponse> {
  private static final String TOPIC = "/event/Order_Accepted__e";

  private final ServedOrg org = new ServedOrg();
  private final PubSubClient client = org.client();
  private final List<PublishResponse> responses = new CopyOnWriteArrayList<>();
  private final AtomicReference<Status> ended = new AtomicReference<>();
  private TopicInfo topic;

  @BeforeEach
  void define() {
    org.log.define(
        ServedOrg.entity(
            "Order_Accepted__e",
            "CreatedDate:datetime CreatedById:reference Order_Number__c:string Total__c:currency"));
    topic = client.calls().getTopic(TopicRequest.newBuilder().setTopicName(TOPIC).build());
  }

  @AfterEach
  void stop() {
    org.close();
  }

  @Test
  void its_topic_can_be_published_and_its_schema_has_two_stamps_and_the_custom_fields() {
    assertThat(topic.getCanPublish()).isTrue();
    assertThat(topic.getCanSubscribe()).isTrue();
    Schema schema = new Schema.Parser().parse(client.schemaText(topic.getSchemaId()));
    assertThat(schema.getFullName()).isEqualTo("com.sforce.eventbus.Order_Accepted__e");
    assertThat(schema.getFields())
        .extracting(Schema.Field::name)
        .containsExactly("CreatedDate", "CreatedById", "Order_Number__c", "Total__c");
    assertThat(schema.getField("CreatedDate").schema().getType()).isEqualTo(Schema.Type.LONG);
  }

  @Test
  void a_published_event_reaches_subscribers_with_the_replay_id_of_the_answer() {
    PubSubClient.Stream stream = client.subscribe(TOPIC, ReplayPreset.EARLIEST, 5);
    PublishResponse answer = client.calls().publish(request(event("uuid-1", "SO-1")));
    assertThat(answer.getSchemaId()).isEqualTo(topic.getSchemaId());
    assertThat(answer.getResults(0).getCorrelationKey()).isEqualTo("uuid-1");
    var got = stream.await(1).get(0);
    assertThat(got.getReplayId()).isEqualTo(answer.getResults(0).getReplayId());
    assertThat(got.getEvent().getId()).isEqualTo("uuid-1");
    assertThat(client.decode(got).get("Order_Number__c")).hasToString("SO-1");
  }

  @Test
  void an_unreadable_event_fails_alone() {
    ProducerEvent unreadable =
        ProducerEvent.newBuilder()
            .setId("bad")
            .setSchemaId(topic.getSchemaId())
            .setPayload(ByteString.copyFromUtf8("x"))
            .build();
    PublishResponse answer = client.calls().publish(request(unreadable, event("good", "SO-2")));
    assertThat(answer.getResults(0).hasError()).isTrue();
    assertThat(answer.getResults(0).getCorrelationKey()).isEqualTo("bad");
    assertThat(answer.getResults(1).hasError()).isFalse();
  }

  @Test
  void a_foreign_schema_no_events_and_a_change_topic_are_refused() {
    refused(
        "schema.validation.failed", request(event("1", "A").toBuilder().setSchemaId("x").build()));
    refused("publish.event.count.invalid", request());
    refused("publish.topic.validation.empty", PublishRequest.getDefaultInstance());
    refused("topic.not.found", request().toBuilder().setTopicName("/event/None__e").build());
    refused(
        "topic.meta.permission",
        request().toBuilder().setTopicName("/data/AccountChangeEvent").build());
  }

  @Test
  void a_stream_answers_each_request_and_keeps_its_topic() {
    StreamObserver<PublishRequest> stream = client.publishStream(this);
    stream.onNext(request(event("1", "A")));
    stream.onNext(request(event("2", "B")).toBuilder().clearTopicName().build());
    Awaitility.await().until(() -> responses.size() == 2);
    assertThat(responses.get(1).getResults(0).getCorrelationKey()).isEqualTo("2");
    stream.onNext(request(event("3", "C")).toBuilder().setTopicName("/event/Other__e").build());
    Awaitility.await().until(() -> ended.get() != null);
    assertThat(ended.get().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Override
  public void onNext(PublishResponse response) {
    responses.add(response);
  }

  @Override
  public void onError(Throwable error) {
    ended.set(Status.fromThrowable(error));
  }

  @Override
  public void onCompleted() {
    ended.set(Status.OK);
  }

  private void refused(String suffix, PublishRequest request) {
    assertThatThrownBy(() -> client.calls().publish(request))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            error -> assertThat(error.getTrailers().get(PubSubError.CODE)).endsWith("." + suffix));
  }

  private PublishRequest request(ProducerEvent... events) {
    return PublishRequest.newBuilder().setTopicName(TOPIC).addAllEvents(List.of(events)).build();
  }

  private ProducerEvent event(String id, String number) {
    Schema schema = new Schema.Parser().parse(client.schemaText(topic.getSchemaId()));
    GenericData.Record record = new GenericData.Record(schema);
    record.put("CreatedDate", 1_700_000_000_000L);
    record.put("CreatedById", "005000000000001AAA");
    record.put("Order_Number__c", number);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
      encoder.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ProducerEvent.newBuilder()
        .setId(id)
        .setSchemaId(topic.getSchemaId())
        .setPayload(ByteString.copyFrom(bytes.toByteArray()))
        .build();
  }
}
