package io.fieldbridge.benchmark;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import com.salesforce.eventbus.protobuf.TopicRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Changes of accounts from now on, straight from the generated stubs. It remembers nothing. */
final class ChangeStream implements StreamObserver<FetchResponse>, AutoCloseable {

  private static final String TOPIC = "/data/AccountChangeEvent";
  private static final int EVENTS_MAX = 100;

  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Consumer<GenericRecord> consumer;
  private final ManagedChannel channel;
  private final PubSubGrpc.PubSubBlockingStub calls;
  private final StreamObserver<FetchRequest> requests;

  /**
   * @param consumer is given one event after the other, in a thread of the stream
   */
  ChangeStream(Address address, Consumer<GenericRecord> consumer) {
    this.consumer = consumer;
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.pubSub()).usePlaintext().build();
    var headers = MetadataUtils.newAttachHeadersInterceptor(headers(address));
    calls = PubSubGrpc.newBlockingStub(channel).withInterceptors(headers);
    requests = PubSubGrpc.newStub(channel).withInterceptors(headers).subscribe(this);
    fetch(EVENTS_MAX);
    var reached = calls.getTopic(TopicRequest.newBuilder().setTopicName(TOPIC).build());
    System.out.println("Listening to " + reached.getTopicName());
  }

  private static Metadata headers(Address address) {
    Login login =
        Login.at(address.salesforce().resolve("/services/oauth2/token"), "fieldbridge-demo");
    Metadata headers = new Metadata();
    headers.put(key("accesstoken"), login.token());
    headers.put(key("instanceurl"), address.salesforce().toString());
    headers.put(key("tenantid"), login.organization());
    return headers;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  private void fetch(int events) {
    requests.onNext(
        FetchRequest.newBuilder()
            .setTopicName(TOPIC)
            .setReplayPreset(ReplayPreset.LATEST)
            .setNumRequested(events)
            .build());
  }

  @Override
  public void onNext(FetchResponse response) {
    response.getEventsList().forEach(event -> consumer.accept(decoded(event)));
    if (response.getEventsCount() > 0) {
      fetch(response.getEventsCount());
    }
  }

  private GenericRecord decoded(ConsumerEvent event) {
    byte[] payload = event.getEvent().getPayload().toByteArray();
    Schema schema = schemas.computeIfAbsent(event.getEvent().getSchemaId(), this::schema);
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(null, DecoderFactory.get().binaryDecoder(payload, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Schema schema(String id) {
    SchemaRequest request = SchemaRequest.newBuilder().setSchemaId(id).build();
    return new Schema.Parser().parse(calls.getSchema(request).getSchemaJson());
  }

  void awaitEnd() throws InterruptedException {
    end.await();
  }

  @Override
  public void onError(Throwable failure) {
    if (!channel.isShutdown()) {
      System.err.println("The stream broke: " + failure);
    }
    end.countDown();
  }

  @Override
  public void onCompleted() {
    System.err.println("The stream ended.");
    end.countDown();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
