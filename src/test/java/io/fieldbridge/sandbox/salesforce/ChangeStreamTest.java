package io.fieldbridge.sandbox.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import com.salesforce.eventbus.protobuf.SchemaRequest;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change made over REST arrives over the Pub/Sub API, with its author and origin. */
class ChangeStreamTest implements StreamObserver<FetchResponse> {

  private final Queue<ConsumerEvent> events = new ConcurrentLinkedQueue<>();
  private static final Metadata.Key<String> ERROR_CODE =
      Metadata.Key.of("error-code", Metadata.ASCII_STRING_MARSHALLER);

  private final AtomicReference<Status> ended = new AtomicReference<>();
  private final AtomicReference<Metadata> trailers = new AtomicReference<>();
  private RunningOrg org;
  private ManagedChannel channel;
  private PubSubGrpc.PubSubBlockingStub unary;

  @BeforeEach
  void start() {
    org = new RunningOrg();
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", org.sandbox.pubSubPort())
            .usePlaintext()
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    org.close();
  }

  private void subscribe(ReplayPreset preset, ByteString replayId) {
    Metadata headers = new Metadata();
    header(headers, "accesstoken", org.token());
    header(headers, "instanceurl", org.sandbox.url());
    header(headers, "tenantid", Users.ORG_ID);
    var interceptor = MetadataUtils.newAttachHeadersInterceptor(headers);
    unary = PubSubGrpc.newBlockingStub(channel).withInterceptors(interceptor);
    PubSubGrpc.newStub(channel)
        .withInterceptors(interceptor)
        .subscribe(this)
        .onNext(
            FetchRequest.newBuilder()
                .setTopicName("/data/ChangeEvents")
                .setReplayPreset(preset)
                .setReplayId(replayId)
                .setNumRequested(50)
                .build());
  }

  private static void header(Metadata headers, String name, String value) {
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
  }

  @Override
  public void onNext(FetchResponse response) {
    events.addAll(response.getEventsList());
  }

  @Override
  public void onError(Throwable error) {
    trailers.set(Status.trailersFromThrowable(error));
    ended.set(Status.fromThrowable(error));
  }

  @Override
  public void onCompleted() {
    ended.set(Status.OK);
  }

  private GenericRecord decoded(ConsumerEvent event) throws IOException {
    String json =
        unary
            .getSchema(
                SchemaRequest.newBuilder().setSchemaId(event.getEvent().getSchemaId()).build())
            .getSchemaJson();
    byte[] payload = event.getEvent().getPayload().toByteArray();
    return new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(json))
        .read(null, DecoderFactory.get().binaryDecoder(payload, null));
  }

  @Test
  void a_change_over_rest_arrives_with_author_and_origin() throws Exception {
    subscribe(ReplayPreset.EARLIEST, ByteString.EMPTY);
    var created =
        org.call(
            "POST",
            "/sobjects/Account",
            "{'Name':'A','BillingCity':'Linz'}",
            "Sforce-Call-Options",
            "client=fieldbridge");
    await().until(() -> events.size() == 1);
    GenericRecord event = decoded(events.element());
    GenericRecord header = (GenericRecord) event.get("ChangeEventHeader");
    assertThat(header.get("changeType")).hasToString("CREATE");
    assertThat(((List<?>) header.get("recordIds")).get(0))
        .hasToString(created.json().path("id").asText());
    assertThat(header.get("changeOrigin"))
        .hasToString("com/salesforce/api/rest/62.0;client=fieldbridge");
    assertThat(((GenericRecord) event.get("BillingAddress")).get("City")).hasToString("Linz");
  }

  @Test
  void work_orders_and_contacts_arrive_too() throws Exception {
    subscribe(ReplayPreset.EARLIEST, ByteString.EMPTY);
    org.create("WorkOrder", "{'Status':'Completed','StartDate':'2026-11-21T08:00:00Z','Tax':1.5}");
    org.create("Contact", "{'LastName':'L','FirstName':'F','Birthdate':'1990-01-01'}");
    org.create("Case", "{'Subject':'not selected'}");
    await().until(() -> events.size() == 2);
    assertThat(decoded(events.remove()).get("StatusCategory")).hasToString("Completed");
    assertThat(((GenericRecord) decoded(events.remove()).get("Name")).get("LastName"))
        .hasToString("L");
  }

  @Test
  void a_hidden_field_is_neither_told_nor_marked_as_changed() throws Exception {
    org.post(
        "/sandbox/settings",
        "{'access':{'permissions':{'integration@fieldbridge.example':{'Account.Phone':'none'}}}}");
    String id = org.first("SELECT Id FROM Account LIMIT 1", "Id");
    subscribe(ReplayPreset.EARLIEST, ByteString.EMPTY);
    org.login("sales-demo").patch("/sobjects/Account/" + id, "{'Phone':'77','Site':'North'}");
    await().until(() -> events.size() == 1);
    GenericRecord event = decoded(events.element());
    GenericRecord header = (GenericRecord) event.get("ChangeEventHeader");
    String bits = ((List<?>) header.get("changedFields")).get(0).toString();
    BigInteger changed = new BigInteger(bits.substring(2), 16);
    assertThat(event.get("Site")).hasToString("North");
    assertThat(event.get("Phone")).isNull();
    assertThat(changed.testBit(event.getSchema().getField("Site").pos())).isTrue();
    assertThat(changed.testBit(event.getSchema().getField("Phone").pos())).isFalse();
  }

  @Test
  void a_revoked_token_kills_its_stream() {
    subscribe(ReplayPreset.EARLIEST, ByteString.EMPTY);
    org.create("Account", "{'Name':'A'}");
    await().until(() -> !events.isEmpty());
    org.form("/services/oauth2/revoke", "token=" + org.token());
    await().untilAsserted(() -> assertThat(ended.get()).isNotNull());
    assertThat(ended.get().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void streams_end_and_break_on_demand() {
    subscribe(ReplayPreset.EARLIEST, ByteString.EMPTY);
    org.create("Account", "{'Name':'A'}");
    await().until(() -> !events.isEmpty());
    org.post("/sandbox/faults", "{'fault':'stream-end'}");
    await().untilAsserted(() -> assertThat(ended.get()).isEqualTo(Status.OK));
    subscribe(ReplayPreset.EARLIEST, ByteString.EMPTY);
    await().until(() -> events.size() > 1);
    org.post("/sandbox/faults", "{'fault':'stream-break'}");
    await()
        .untilAsserted(() -> assertThat(ended.get().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
  }

  @ParameterizedTest
  @CsvSource({
    "stream-unavailable,UNAVAILABLE,service.unavailable",
    "stream-protected,RESOURCE_EXHAUSTED,service.protection.triggered",
    "stream-internal,INTERNAL,subscription.internal.error",
    "stream-unlicensed,PERMISSION_DENIED,service.tenant.license"
  })
  void streams_end_with_the_vendors_code(String fault, Status.Code status, String code) {
    subscribe(ReplayPreset.EARLIEST, ByteString.EMPTY);
    org.create("Account", "{'Name':'A'}");
    await().until(() -> !events.isEmpty());
    org.post("/sandbox/faults", "{'fault':'" + fault + "'}");
    await().untilAsserted(() -> assertThat(ended.get()).isNotNull());
    assertThat(ended.get().getCode()).isEqualTo(status);
    assertThat(trailers.get().get(ERROR_CODE)).endsWith("." + code);
  }

  @Test
  void an_expired_position_is_refused() {
    subscribe(ReplayPreset.EARLIEST, ByteString.EMPTY);
    org.create("Account", "{'Name':'A'}");
    await().until(() -> !events.isEmpty());
    ByteString position = events.remove().getReplayId();
    org.post("/sandbox/faults", "{'fault':'replay-expired'}");
    subscribe(ReplayPreset.CUSTOM, position);
    await().untilAsserted(() -> assertThat(ended.get()).isNotNull());
    assertThat(ended.get().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }
}
