package io.fieldbridge.sandbox.salesforce.events;

import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.PublishResponse;
import com.salesforce.eventbus.protobuf.SchemaInfo;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicInfo;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The calls of the Pub/Sub API; ManagedSubscribe is not among them (UNIMPLEMENTED). */
final class PubSubService extends PubSubGrpc.PubSubImplBase {
  private final EventLog log;
  private final Streams streams;
  private final TokenCheck tokens;
  private final String tenantId;

  PubSubService(EventLog log, Streams streams, TokenCheck tokens, String tenantId) {
    this.log = log;
    this.streams = streams;
    this.tokens = tokens;
    this.tenantId = tenantId;
  }

  @Override
  public void getTopic(TopicRequest request, StreamObserver<TopicInfo> answer) {
    if (request.getTopicName().isEmpty()) {
      answer.onError(PubSubError.TOPIC_EMPTY.exception());
      return;
    }
    log.topics()
        .find(request.getTopicName())
        .ifPresentOrElse(
            topic -> complete(answer, describe(topic)),
            () -> answer.onError(PubSubError.TOPIC_NOT_FOUND.exception()));
  }

  @Override
  public void getSchema(SchemaRequest request, StreamObserver<SchemaInfo> answer) {
    log.topics()
        .schema(request.getSchemaId())
        .ifPresentOrElse(
            schema -> complete(answer, describe(schema)),
            () -> answer.onError(PubSubError.SCHEMA_NOT_FOUND.exception()));
  }

  @Override
  public StreamObserver<FetchRequest> subscribe(StreamObserver<FetchResponse> answer) {
    Subscription subscription =
        new Subscription(
            log,
            streams,
            tokens,
            (ServerCallStreamObserver<FetchResponse>) answer,
            Authentication.ACCESS_TOKEN.get());
    if (streams.full()) {
      subscription.fail(PubSubError.CLIENTS_TOO_MANY.exception());
      return subscription;
    }
    streams.opened(subscription);
    return subscription;
  }

  @Override
  public void publish(PublishRequest request, StreamObserver<PublishResponse> answer) {
    try {
      complete(answer, new Publishing(log).publish(request));
    } catch (StatusRuntimeException refusal) {
      answer.onError(refusal);
    }
  }

  @Override
  public StreamObserver<PublishRequest> publishStream(StreamObserver<PublishResponse> answer) {
    return new PublishStream(log, streams, answer);
  }

  private TopicInfo describe(Topic topic) {
    String token = Authentication.ACCESS_TOKEN.get();
    return TopicInfo.newBuilder()
        .setTopicName(topic.name())
        .setTenantGuid(tenantId)
        .setCanPublish(topic.publishable())
        .setCanSubscribe(topic.entity() == null || tokens.viewer(token).sees(topic.entity()))
        .setSchemaId(topic.schemaId())
        .setRpcId(PubSubError.newRpcId())
        .build();
  }

  private static SchemaInfo describe(EventSchema schema) {
    return SchemaInfo.newBuilder()
        .setSchemaJson(schema.text())
        .setSchemaId(schema.id())
        .setRpcId(PubSubError.newRpcId())
        .build();
  }

  private static <T> void complete(StreamObserver<T> answer, T value) {
    answer.onNext(value);
    answer.onCompleted();
  }
}
