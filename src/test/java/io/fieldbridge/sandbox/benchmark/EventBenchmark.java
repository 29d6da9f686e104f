package io.fieldbridge.sandbox.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.salesforce.eventbus.protobuf.FetchRequest;
import com.salesforce.eventbus.protobuf.FetchResponse;
import com.salesforce.eventbus.protobuf.PubSubGrpc;
import com.salesforce.eventbus.protobuf.ReplayPreset;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.SalesforceSandbox;
import io.fieldbridge.sandbox.salesforce.SalesforceSandboxSettings;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Change events that wait for a subscriber, against a gRPC stream that echoes messages as fast as
 * it can: of one event each, and of as many as an answer of the simulator has.
 */
final class EventBenchmark {

  private static final int EVENTS = 20_000;
  private static final int ROUNDS = 3;
  private static final int IN_FLIGHT = 100;

  private final SalesforceSandbox sandbox;
  private final int port;
  private final String login;
  private final AtomicReference<FetchResponse> sample = new AtomicReference<>();

  private EventBenchmark(SalesforceSandbox sandbox) throws IOException {
    this.sandbox = sandbox;
    this.port = URI.create(sandbox.url()).getPort();
    this.login =
        RestBenchmark.form(
            port,
            "/services/oauth2/token",
            "grant_type=client_credentials&client_id=sales-demo&client_secret=sales-demo-secret");
  }

  static void run() throws IOException, InterruptedException {
    try (SalesforceSandbox sandbox =
        SalesforceSandbox.start(SalesforceSandboxSettings.onPorts(0, 0))) {
      new EventBenchmark(sandbox).measure();
    }
  }

  private void measure() throws IOException, InterruptedException {
    commit();
    System.out.printf(
        "%-34s %12s %12s %12s %7s %7s   (goal 0.33)%n",
        "gRPC, events per second", "echo of one", "of answers", "delivered", "ratio", "ratio");
    for (int round = 0; round < ROUNDS; round++) {
      double events = delivered();
      FetchResponse answer = sample.get();
      double ones = echoed(FetchResponse.newBuilder().addEvents(answer.getEvents(0)).build());
      double answers = echoed(answer);
      System.out.printf(
          "%-34s %,12.0f %,12.0f %,12.0f %7.2f %7.2f%n",
          "Pub/Sub API, round " + round, ones, answers, events, events / ones, events / answers);
    }
  }

  /** Changes all accounts over and over by Collections, so that so many events wait. */
  private void commit() throws IOException {
    RestBenchmark.send(port, "POST", "/sandbox/settings", "{\"mergeIdenticalChanges\":false}");
    JsonNode accounts =
        Json.MAPPER.readTree(RestBenchmark.send(port, "GET", "/sandbox/records/Account", ""));
    for (int number = 0; number * accounts.size() < EVENTS; number++) {
      var body = Json.object();
      var records = body.putArray("records");
      for (JsonNode account : accounts) {
        var record = records.addObject();
        record.putObject("attributes").put("type", "Account");
        record.put("id", account.path("Id").asText()).put("Phone", "+49 30 " + number);
      }
      RestBenchmark.send(
          port, "PATCH", "/services/data/v62.0/composite/sobjects", body.toString(), login);
    }
  }

  private double delivered() throws InterruptedException {
    ManagedChannel channel = channel(sandbox.pubSubPort());
    CountDownLatch left = new CountDownLatch(EVENTS);
    AtomicReference<StreamObserver<FetchRequest>> requests = new AtomicReference<>();
    long start = System.nanoTime();
    requests.set(
        PubSubGrpc.newStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers()))
            .subscribe(
                observer(
                    response -> {
                      response.getEventsList().forEach(event -> left.countDown());
                      sample.accumulateAndGet(response, EventBenchmark::larger);
                      if (response.getEventsCount() > 0) {
                        requests.get().onNext(asking(response.getEventsCount()).build());
                      }
                    })));
    requests.get().onNext(asking(IN_FLIGHT).setReplayPreset(ReplayPreset.EARLIEST).build());
    finish(left, channel);
    return EVENTS * 1e9 / (System.nanoTime() - start);
  }

  private static FetchResponse larger(FetchResponse one, FetchResponse other) {
    return one == null || other.getEventsCount() > one.getEventsCount() ? other : one;
  }

  /** Events per second, with as many of them on their way as a subscriber may ask for. */
  private double echoed(FetchResponse message) throws InterruptedException, IOException {
    int size = message.getEventsCount();
    int messages = (EVENTS + size - 1) / size;
    try (EchoServer server = new EchoServer()) {
      ManagedChannel channel = channel(server.port());
      CountDownLatch left = new CountDownLatch(messages);
      Semaphore window = new Semaphore(IN_FLIGHT / size);
      long start = System.nanoTime();
      StreamObserver<FetchResponse> stream =
          ClientCalls.asyncBidiStreamingCall(
              channel.newCall(EchoServer.ECHO, CallOptions.DEFAULT),
              observer(
                  response -> {
                    left.countDown();
                    window.release();
                  }));
      for (int each = 0; each < messages; each++) {
        window.acquire();
        stream.onNext(message);
      }
      finish(left, channel);
      return (double) messages * size * 1e9 / (System.nanoTime() - start);
    }
  }

  private static void finish(CountDownLatch left, ManagedChannel channel)
      throws InterruptedException {
    if (!left.await(2, TimeUnit.MINUTES)) {
      throw new IllegalStateException(left.getCount() + " never came");
    }
    channel.shutdownNow();
  }

  private static FetchRequest.Builder asking(int number) {
    return FetchRequest.newBuilder().setTopicName("/data/ChangeEvents").setNumRequested(number);
  }

  private static ManagedChannel channel(int port) {
    return ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private Metadata headers() {
    Metadata headers = new Metadata();
    String token = login.replace("Authorization: Bearer ", "");
    header(headers, "accesstoken", token);
    header(headers, "instanceurl", sandbox.url());
    header(headers, "tenantid", tenant());
    return headers;
  }

  private String tenant() {
    try {
      byte[] found = RestBenchmark.send(port, "GET", "/services/oauth2/userinfo", "", login);
      return Json.MAPPER.readTree(found).path("organization_id").asText();
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void header(Metadata headers, String name, String value) {
    headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
  }

  private static StreamObserver<FetchResponse> observer(Consumer<FetchResponse> next) {
    return new StreamObserver<>() {
      @Override
      public void onNext(FetchResponse response) {
        next.accept(response);
      }

      @Override
      public void onError(Throwable error) {
        if (!String.valueOf(error.getMessage()).contains("shutdownNow")) {
          error.printStackTrace();
        }
      }

      @Override
      public void onCompleted() {}
    };
  }
}
