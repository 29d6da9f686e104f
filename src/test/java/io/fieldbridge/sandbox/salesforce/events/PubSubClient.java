package io.fieldbridge.sandbox.salesforce.events;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.PublishRequest;
import com.salesforce.eventbus.protobuf.PublishResponse;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.awaitility.Awaitility;

/** A plain client of the Pub/Sub API, as a stranger would write it from the stubs. */
final class PubSubClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final Metadata headers = new Metadata();
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  PubSubClient(int port, String token, String instance, String tenant) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    put("accesstoken", token);
    put("instanceurl", instance);
    put("tenantid", tenant);
  }

  private void put(String name, String value) {
    if (value != null) {
      headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    }
  }

  PubSubGrpc.PubSubBlockingStub calls() {
    return PubSubGrpc.newBlockingStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  StreamObserver<PublishRequest> publishStream(StreamObserver<PublishResponse> answers) {
    return PubSubGrpc.newStub(channel)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .publishStream(answers);
  }

  Stream subscribe() {
    Stream stream = new Stream();
    stream.requests =
        PubSubGrpc.newStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .subscribe(stream);
    return stream;
  }

  Stream subscribe(String topic, ReplayPreset preset, int events) {
    Stream stream = subscribe();
    stream.ask(topic, preset, ByteString.EMPTY, events);
    return stream;
  }

  Stream resume(String topic, ByteString replayId, int events) {
    Stream stream = subscribe();
    stream.ask(topic, ReplayPreset.CUSTOM, replayId, events);
    return stream;
  }

  GenericRecord decode(ConsumerEvent event) {
    Schema schema =
        schemas.computeIfAbsent(event.getEvent().getSchemaId(), id -> parse(schemaText(id)));
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(event.getEvent().getPayload().toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String schemaText(String id) {
    return calls().getSchema(SchemaRequest.newBuilder().setSchemaId(id).build()).getSchemaJson();
  }

  private static Schema parse(String text) {
    return new Schema.Parser().parse(text);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  /** One subscription with everything that came. */
  static final class Stream implements StreamObserver<FetchResponse> {
    final List<FetchResponse> responses = new CopyOnWriteArrayList<>();
    private volatile StreamObserver<FetchRequest> requests;
    private volatile Status status;
    private volatile Metadata trailers;

    void ask(int events) {
      ask("", ReplayPreset.LATEST, ByteString.EMPTY, events);
    }

    void ask(String topic, ReplayPreset preset, ByteString replayId, int events) {
      requests.onNext(
          FetchRequest.newBuilder()
              .setTopicName(topic)
              .setReplayPreset(preset)
              .setReplayId(replayId)
              .setNumRequested(events)
              .build());
    }

    List<ConsumerEvent> events() {
      return responses.stream().flatMap(one -> one.getEventsList().stream()).toList();
    }

    List<ConsumerEvent> await(int count) {
      soon(() -> responses.stream().mapToInt(FetchResponse::getEventsCount).sum() >= count);
      return events();
    }

    FetchResponse awaitResponse(int number) {
      soon(() -> responses.size() >= number);
      return responses.get(number - 1);
    }

    Status awaitEnd() {
      soon(() -> status != null);
      return status;
    }

    private static void soon(Callable<Boolean> condition) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(10))
          .until(condition);
    }

    boolean ended() {
      return status != null;
    }

    String trailer(String name) {
      return trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
    }

    byte[] binaryTrailer(String name) {
      return trailers.get(Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER));
    }

    @Override
    public void onNext(FetchResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable error) {
      trailers = Status.trailersFromThrowable(error);
      status = Status.fromThrowable(error);
    }

    @Override
    public void onCompleted() {
      status = Status.OK;
    }
  }
}
