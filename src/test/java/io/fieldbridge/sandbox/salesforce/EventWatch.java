package io.fieldbridge.sandbox.salesforce;

import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** An open stream of the Pub/Sub API that says how it ended. */
final class EventWatch implements StreamObserver<FetchResponse>, AutoCloseable {

  /** The status of the end, and the names of its trailers. */
  record End(Status status, String trailers) {}

  private static final String TOPIC = "/data/ChangeEvents";

  private final CompletableFuture<End> end = new CompletableFuture<>();
  private final AtomicInteger events = new AtomicInteger();
  private final ManagedChannel channel;

  EventWatch(RunningOrg org) {
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", org.sandbox.pubSubPort())
            .usePlaintext()
            .build();
    Metadata login = new Metadata();
    login.put(key("accesstoken"), org.token());
    login.put(key("instanceurl"), org.sandbox.url());
    login.put(key("tenantid"), Users.ORG_ID);
    var interceptor = MetadataUtils.newAttachHeadersInterceptor(login);
    PubSubGrpc.newStub(channel)
        .withInterceptors(interceptor)
        .subscribe(this)
        .onNext(
            FetchRequest.newBuilder()
                .setTopicName(TOPIC)
                .setReplayPreset(ReplayPreset.LATEST)
                .setNumRequested(100)
                .build());
    PubSubGrpc.newBlockingStub(channel)
        .withInterceptors(interceptor)
        .getTopic(TopicRequest.newBuilder().setTopicName(TOPIC).build());
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  int events() {
    return events.get();
  }

  CompletableFuture<End> end() {
    return end;
  }

  @Override
  public void onNext(FetchResponse response) {
    events.addAndGet(response.getEventsCount());
  }

  @Override
  public void onError(Throwable error) {
    Metadata trailers = Status.trailersFromThrowable(error);
    end.complete(
        new End(
            Status.fromThrowable(error),
            trailers == null ? "" : String.join(",", trailers.keys())));
  }

  @Override
  public void onCompleted() {
    end.complete(new End(Status.OK, ""));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
