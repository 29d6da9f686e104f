package io.fieldbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The faults that every system shows, as a client sees them on the wire. */
class TransportFaultsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Faults faults = new Faults(Clock.fixed(NOON, ZoneOffset.UTC));
  private final CounterSystem counter = new CounterSystem(faults);
  private final SandboxServer server = SandboxServer.start(0, faults, counter, faults.clock());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_reset_connection_is_reset_and_nothing_is_done() throws Exception {
    arm("{'fault':'connection-reset'}");

    try (Socket socket = request("POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")) {
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
    assertThat(counter.count()).hasValue(0);
  }

  @Test
  void a_truncated_body_is_announced_whole_and_breaks_off() throws Exception {
    counter.count().set(12345678);
    arm("{'fault':'truncated-body'}");

    try (Socket socket = request("POST /things HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")) {
      String answer = text(socket.getInputStream());
      assertThat(answer).startsWith("HTTP/1.1 200").containsIgnoringCase("content-length: 8");
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).isEqualTo("1234");
    }
    arm("{'fault':'truncated-body'}");
    assertThatThrownBy(() -> post("/things")).isInstanceOf(IOException.class);
    assertThat(counter.count()).hasValue(12345680);
  }

  @Test
  void a_hanging_request_stays_silent_until_the_faults_are_cleared_and_does_nothing() {
    arm("{'fault':'hang'}");
    CompletableFuture<HttpResponse<String>> hanging =
        client.sendAsync(
            to("/things").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    await().atMost(PATIENCE).until(() -> faults.armed().isEmpty());
    assertThat(hanging).isNotDone();

    call("DELETE", "/sandbox/faults", "");

    assertThatThrownBy(hanging::join).isInstanceOf(CompletionException.class);
    assertThat(counter.count()).hasValue(0);
  }

  @Test
  void a_delayed_answer_comes_whole() throws Exception {
    arm("{'fault':'latency','milliseconds':30}");
    long start = System.nanoTime();

    assertThat(post("/things").body()).isEqualTo("1");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(29));
  }

  @Test
  void a_proxy_answers_in_html_before_the_work_or_after_it() throws Exception {
    arm("{'fault':'unavailable-html','retryAfterSeconds':7}");
    HttpResponse<String> before = post("/things");
    assertThat(before.statusCode()).isEqualTo(503);
    assertThat(before.headers().firstValue("Content-Type")).contains("text/html");
    assertThat(before.headers().firstValue("Retry-After")).contains("7");
    assertThat(counter.count()).hasValue(0);

    arm("{'fault':'gateway-timeout'}");
    assertThat(post("/things").statusCode()).isEqualTo(504);
    assertThat(counter.count()).hasValue(1);
  }

  @Test
  void an_error_of_the_vendor_comes_with_and_without_the_work_being_done() throws Exception {
    arm("{'fault':'server-error'}");
    assertThat(post("/things").statusCode()).isEqualTo(503);
    assertThat(counter.count()).hasValue(0);
    arm("{'fault':'server-error-committed'}");
    assertThat(post("/things").statusCode()).isEqualTo(503);
    assertThat(counter.count()).hasValue(1);
  }

  @Test
  void the_clock_is_wrong_until_the_fault_is_disarmed() {
    arm("{'fault':'wrong-clock','milliseconds':-3600000}");
    assertThat(faults.clock().instant()).isEqualTo(NOON.minusSeconds(3600));
    assertThat(call("GET", "/sandbox/faults", "").body()).contains("wrong-clock");

    call("DELETE", "/sandbox/faults/1", "");

    assertThat(faults.clock().instant()).isEqualTo(NOON);
    assertThat(call("DELETE", "/sandbox/faults/1", "").statusCode()).isEqualTo(404);
  }

  @Test
  void a_probability_hits_some_requests_and_the_same_seed_the_same_ones() throws Exception {
    String seventh = "{'fault':'unavailable','times':-1,'probability':0.3,'seed':7}";
    arm(seventh);
    String first = statuses();
    call("DELETE", "/sandbox/faults", "");
    arm(seventh);

    assertThat(statuses()).isEqualTo(first).contains("200", "503");
    call("DELETE", "/sandbox/faults", "");
    arm(seventh.replace("7}", "8}"));
    assertThat(statuses()).isNotEqualTo(first);
  }

  @Test
  void unknown_names_are_refused_with_what_is_possible() {
    assertThat(refusal("{'fault':'hangs'}")).contains("unknown fault 'hangs'", "hang", "latency");
    assertThat(refusal("{'fault':'hang','object':'thing'}"))
        .isEqualTo("unknown object 'thing', possible: [empties, others, things]");
    assertThat(refusal("{'fault':'hang','operation':'PUT'}"))
        .isEqualTo("unknown operation 'PUT', possible: [DELETE, POST]");
    assertThat(refusal("{'fault':'hang','times':0}")).contains("'times' must be -1");
    assertThat(refusal("{'fault':'hang','skip':-1}")).contains("'skip' must be");
    assertThat(refusal("{'fault':'hang','probability':1.5}")).contains("'probability' must be");
    assertThat(call("GET", "/sandbox/faults/possible", "").body())
        .contains("truncated-body", "\"objects\":[\"empties\",\"others\",\"things\"]", "\"shows\"");
  }

  private String statuses() {
    return IntStream.range(0, 30)
        .mapToObj(any -> String.valueOf(call("POST", "/things", "x").statusCode()))
        .reduce("", (all, one) -> all + " " + one);
  }

  private void arm(String json) {
    assertThat(call("POST", "/sandbox/faults", json).statusCode()).isEqualTo(201);
  }

  private String refusal(String json) {
    HttpResponse<String> answer = call("POST", "/sandbox/faults", json);
    assertThat(answer.statusCode()).isEqualTo(400);
    return answer.body().replaceAll("^\\{\"problem\":\"|\"}$", "");
  }

  private HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return client.send(to(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> call(String method, String path, String json) {
    return client
        .sendAsync(
            to(path).method(method, BodyPublishers.ofString(json.replace('\'', '"'))).build(),
            BodyHandlers.ofString())
        .join();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(PATIENCE);
  }

  private Socket request(String text) throws IOException {
    Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
