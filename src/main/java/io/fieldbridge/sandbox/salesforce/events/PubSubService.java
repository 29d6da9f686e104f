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

/** The calls of the Pub/Sub API. The org has no platform events, so nothing can be published. */
final class PubSubService extends PubSubGrpc.PubSubImplBase {
  private final EventLog log;
  private final Streams streams;
  private final PubSubSettings settings;

  PubSubService(EventLog log, Streams streams, PubSubSettings settings) {
    this.log = log;
    this.streams = streams;
    this.settings = settings;
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
            settings,
            (ServerCallStreamObserver<FetchResponse>) answer,
            Authentication.ACCESS_TOKEN.get());
    streams.opened(subscription);
    return subscription;
  }

  @Override
  public void publish(PublishRequest request, StreamObserver<PublishResponse> answer) {
    answer.onError(refusal(request));
  }

  @Override
  public StreamObserver<PublishRequest> publishStream(StreamObserver<PublishResponse> answer) {
    return new RefusedPublishing(answer);
  }

  private StatusRuntimeException refusal(PublishRequest request) {
    if (request.getTopicName().isEmpty()) {
      return PubSubError.PUBLISH_TOPIC_EMPTY.exception();
    }
    return log.topics().find(request.getTopicName()).isPresent()
        ? PubSubError.TOPIC_NOT_PUBLISHABLE.exception()
        : PubSubError.TOPIC_NOT_FOUND.exception();
  }

  private TopicInfo describe(Topic topic) {
    return TopicInfo.newBuilder()
        .setTopicName(topic.name())
        .setTenantGuid(settings.tenantId())
        .setCanPublish(false)
        .setCanSubscribe(true)
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

  private final class RefusedPublishing implements StreamObserver<PublishRequest> {
    private final StreamObserver<PublishResponse> answer;
    private boolean refused;

    RefusedPublishing(StreamObserver<PublishResponse> answer) {
      this.answer = answer;
    }

    @Override
    public void onNext(PublishRequest request) {
      if (!refused) {
        refused = true;
        answer.onError(refusal(request));
      }
    }

    @Override
    public void onError(Throwable lost) {
      refused = true;
    }

    @Override
    public void onCompleted() {
      if (!refused) {
        answer.onCompleted();
      }
    }
  }
}
