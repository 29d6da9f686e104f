package io.fieldbridge.connector.salesforce;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaInfo;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One stream of change events over a connection of its own, so that a dead connection dies with the
 * stream. What the server sends waits in line, one message at a time, until it is asked for.
 */
final class Subscription implements AutoCloseable {

  /** Salesforce keeps at most this many events under way. */
  static final int EVENTS_MAX = 100;

  private static final int MESSAGE_BYTES_MAX = 64 * 1024 * 1024;

  /** What the server did. */
  sealed interface Signal {}

  record Answered(FetchResponse response) implements Signal {}

  /**
   * @param code the vendor's own error code, or empty
   */
  record Ended(Status status, String code) implements Signal {}

  private final ManagedChannel channel;
  private final PubSubGrpc.PubSubBlockingStub blocking;
  private final Duration timeout;
  private final String topic;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private ClientCallStreamObserver<FetchRequest> requests;

  private Subscription(ManagedChannel channel, Session session, Duration timeout, String topic) {
    this.channel = channel;
    this.timeout = timeout;
    this.topic = topic;
    this.blocking =
        PubSubGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(session)));
  }

  /** Opens the stream at the position, or at the tip where it has no mark of the bus. */
  static Subscription open(Bus bus, Session session, CapturePosition from) {
    ManagedChannelBuilder<?> builder =
        ManagedChannelBuilder.forAddress(bus.pubSub().host(), bus.pubSub().port())
            .maxInboundMessageSize(MESSAGE_BYTES_MAX);
    if (bus.pubSub().plainText()) {
      builder.usePlaintext();
    }
    Duration timeout = bus.settings().limits().requestTimeout();
    Subscription subscription = new Subscription(builder.build(), session, timeout, bus.channel());
    subscription.subscribe(session, from);
    return subscription;
  }

  private void subscribe(Session session, CapturePosition from) {
    PubSubGrpc.newStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers(session)))
        .subscribe(new Incoming());
    FetchRequest.Builder first =
        FetchRequest.newBuilder().setTopicName(topic).setNumRequested(EVENTS_MAX);
    if (from.replayable()) {
      first
          .setReplayPreset(ReplayPreset.CUSTOM)
          .setReplayId(ByteString.copyFrom(from.replayBytes()));
    } else {
      first.setReplayPreset(ReplayPreset.LATEST);
    }
    requests.onNext(first.build());
  }

  /**
   * Asks whether the bus answers us at all; says nothing of the stream.
   *
   * @throws StatusRuntimeException if it does not, or knows no such channel
   */
  void reach() {
    blocking
        .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .getTopic(TopicRequest.newBuilder().setTopicName(topic).build());
  }

  /** Allows the server so many events more. */
  void fetch(int events) {
    requests.onNext(FetchRequest.newBuilder().setTopicName(topic).setNumRequested(events).build());
  }

  /** What the server did next; null if it kept silent for so long. */
  Signal next(Duration patience) throws InterruptedException {
    Signal signal = signals.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (signal instanceof Answered) {
      requests.request(1);
    }
    return signal;
  }

  /**
   * @throws StatusRuntimeException if the server has none of that id or does not answer
   */
  SchemaInfo schema(String id) {
    return blocking
        .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .getSchema(SchemaRequest.newBuilder().setSchemaId(id).build());
  }

  @Override
  public void close() {
    requests.cancel("closed by the subscriber", null);
    channel.shutdownNow();
  }

  /** How a call that failed looks; only the textual trailers are read. */
  static Ended ended(Throwable failure) {
    Metadata trailers = Status.trailersFromThrowable(failure);
    String code = trailers == null ? null : trailers.get(key("error-code"));
    return new Ended(Status.fromThrowable(failure), code == null ? "" : code);
  }

  private static Metadata headers(Session session) {
    Metadata headers = new Metadata();
    headers.put(key("accesstoken"), session.token());
    headers.put(key("instanceurl"), session.instance().toString());
    headers.put(key("tenantid"), session.organization());
    return headers;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private final class Incoming implements ClientResponseObserver<FetchRequest, FetchResponse> {

    @Override
    public void beforeStart(ClientCallStreamObserver<FetchRequest> stream) {
      requests = stream;
      stream.disableAutoRequestWithInitial(1);
    }

    @Override
    public void onNext(FetchResponse response) {
      signals.add(new Answered(response));
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(ended(failure));
    }

    @Override
    public void onCompleted() {
      signals.add(new Ended(Status.OK, ""));
    }
  }
}
