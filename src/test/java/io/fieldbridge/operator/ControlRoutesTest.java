package io.fieldbridge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.model.RecordRef;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control port over real HTTP: who gets in, and what is said to whom. */
class ControlRoutesTest {

  private static final RecordRef ACCOUNT =
      new RecordRef("salesforce", "Account", "001000000000001AAA");

  @TempDir static Path home;

  private static TestDesk desk;
  private static ControlPort port;

  @BeforeAll
  static void open() throws IOException {
    desk = new TestDesk(home);
    port = new ControlPort(desk);
  }

  @AfterAll
  static void close() {
    port.close();
    desk.close();
  }

  @Test
  void the_token_opens_the_port() throws Exception {
    HttpResponse<String> answer = port.get("status");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("application/json; charset=utf-8");
    assertThat(json(answer).path("since").asText()).isEqualTo("2026-03-01T08:00:00Z");
  }

  @Test
  void a_request_without_the_token_is_refused_with_401() throws Exception {
    HttpResponse<String> answer = port.send(HttpRequest.newBuilder(port.uri("/control/status")));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(error(answer)).contains("control.token");
  }

  @Test
  void a_wrong_token_is_refused_with_401() throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(port.uri("/control/status")).header("Authorization", "Bearer 00");

    assertThat(port.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void a_foreign_host_name_is_refused_with_403_even_with_the_token() throws Exception {
    assertThat(port.statusLineFor("rebound.example:" + port.number)).contains(" 403 ");
    assertThat(port.statusLineFor("127.0.0.1.rebound.example")).contains(" 403 ");
    assertThat(port.statusLineFor("localhost:" + port.number)).contains(" 200 ");
    assertThat(port.statusLineFor("[::1]:" + port.number)).contains(" 200 ");
  }

  @Test
  void only_get_and_post_are_taken() throws Exception {
    HttpRequest.Builder request =
        port.request("status").PUT(HttpRequest.BodyPublishers.ofString("{}"));

    assertThat(port.send(request).statusCode()).isEqualTo(405);
  }

  @Test
  void a_body_that_is_too_large_is_refused_with_413() throws Exception {
    HttpResponse<String> answer = port.post("approve/account-customer", " ".repeat(64 * 1024 + 1));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(port.post("approve/account-customer", " ".repeat(4_000_000)).statusCode())
        .isEqualTo(413);
    assertThat(error(answer)).contains("65536 bytes");
  }

  @Test
  void a_body_that_is_no_json_object_is_refused_with_400() throws Exception {
    assertThat(error(port.post("approve/account-customer", "{\"create\":"))).contains("no JSON");
    assertThat(error(port.post("approve/account-customer", "[1]"))).contains("JSON object");
    assertThat(error(port.post("approve/account-customer", "{\"create\":\"yes\"}")))
        .contains("true or false");
    assertThat(port.post("approve/account-customer", "{} {}").statusCode()).isEqualTo(400);
  }

  @Test
  void a_message_that_does_not_exist_is_answered_with_404() throws Exception {
    assertThat(port.get("messages/4711").statusCode()).isEqualTo(404);
    assertThat(port.post("messages/4711/retry", "{}").statusCode()).isEqualTo(404);
    assertThat(error(port.post("messages/4711/discard", "{\"reason\":\"no\"}")))
        .contains("no message 4711");
    assertThat(port.post("messages/4711/resolve", "{\"done\":\"S-1\"}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_message_id_that_is_no_number_is_refused_with_400() throws Exception {
    assertThat(error(port.get("messages/abc"))).contains("'abc'");
  }

  @Test
  void a_flow_that_does_not_exist_is_answered_with_404_and_the_flows_there_are() throws Exception {
    HttpResponse<String> answer = port.get("match/account-customers");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(error(answer)).contains("account-customer", "work-order-invoice");
  }

  @Test
  void a_path_that_does_not_exist_is_answered_with_404() throws Exception {
    assertThat(port.get("secrets").statusCode()).isEqualTo(404);
    assertThat(port.get("").statusCode()).isEqualTo(404);
    assertThat(port.get("messages/retry").statusCode()).isEqualTo(400);
    assertThat(port.get("approve/account-customer").statusCode()).isEqualTo(404);
  }

  @Test
  void a_resolution_says_one_thing() throws Exception {
    long id = desk.parked(TestDesk.ACCOUNTS, ACCOUNT).id();

    assertThat(port.post("messages/" + id + "/resolve", "{}").statusCode()).isEqualTo(400);
    assertThat(
            port.post("messages/" + id + "/resolve", "{\"done\":\"1\",\"notDone\":true}")
                .statusCode())
        .isEqualTo(400);
    assertThat(port.post("messages/" + id + "/discard", "{}").statusCode()).isEqualTo(400);
    port.post("messages/" + id + "/discard", "{\"reason\":\"a test\"}");
  }

  @Test
  void a_timeline_is_found_by_a_number_with_blanks_and_letters_of_any_kind() throws Exception {
    RecordRef contact = new RecordRef("salesforce", "Contact", "003000000000001AAA");
    desk.desk.tell("", List.of(contact), List.of("Ä 1+1"), "told", "Something");

    JsonNode entries = json(port.get("timeline?record=%C3%84+1%2B1"));

    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).path("event").asText()).isEqualTo("told");
    assertThat(port.get("timeline").statusCode()).isEqualTo(400);
    assertThat(port.send(port.request("timeline").header("record", "Ä 1+1").GET()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void headers_of_the_request_steer_nothing_and_come_back_nowhere() throws Exception {
    HttpRequest.Builder request =
        port.request("status").header("CamelHttpResponseCode", "299").header("X-Own", "1").GET();

    HttpResponse<String> answer = port.send(request);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Own")).isEmpty();
    assertThat(answer.headers().firstValue("Authorization")).isEmpty();
  }

  @Test
  void health_names_each_system_and_each_feed_with_the_age_of_its_last_sign_of_life()
      throws Exception {
    desk.feeds.add(
        new FeedStatus(
            "salesforce/events",
            "salesforce",
            Optional.of(desk.now.minusSeconds(600)),
            Duration.ofSeconds(270),
            Optional.empty()));

    String health = port.send(HttpRequest.newBuilder(port.uri("/observe/health"))).body();
    String live = port.send(HttpRequest.newBuilder(port.uri("/observe/health/live"))).body();

    assertThat(health)
        .contains("feed-salesforce\\/events", "silent for too long; last sign of life 600 s ago")
        .contains("system-salesforce", "no sign of life yet");
    assertThat(json(health).path("status").asText()).isEqualTo("DOWN");
    assertThat(json(live).path("status").asText()).isEqualTo("UP");
    desk.feeds.clear();
  }

  private static String error(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).isBetween(400, 499);
    return json(answer).path("error").asText();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return json(answer.body());
  }

  private static JsonNode json(String text) throws IOException {
    return ControlPort.JSON.readTree(text);
  }
}
