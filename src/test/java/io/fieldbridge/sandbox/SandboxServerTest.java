package io.fieldbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The plumbing that both simulators share: admin path, fault switches, request log. */
class SandboxServerTest {

  private final Faults faults = new Faults(Clock.systemUTC());
  private final CounterSystem counter = new CounterSystem(faults);
  private final SandboxServer server = SandboxServer.start(0, faults, counter, Clock.systemUTC());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_lost_reply_takes_effect_and_closes_the_connection() throws Exception {
    send("POST", "/sandbox/faults", "{\"fault\":\"lost-reply\",\"object\":\"things\"}");

    assertThatThrownBy(() -> send("POST", "/things", "x")).isInstanceOf(IOException.class);
    assertThat(counter.count()).hasValue(1);
    assertThat(send("POST", "/things", "x").body()).isEqualTo("2");
  }

  @Test
  void a_late_commit_takes_effect_after_the_connection_is_gone() throws Exception {
    send("POST", "/sandbox/faults", "{\"fault\":\"commit-later\",\"milliseconds\":30}");

    assertThatThrownBy(() -> send("POST", "/things", "x")).isInstanceOf(IOException.class);
    await().untilAsserted(() -> assertThat(counter.count()).hasValue(1));
  }

  @Test
  void two_slashes_in_front_are_one() throws Exception {
    send("POST", "/sandbox/faults", "{\"fault\":\"unavailable\",\"object\":\"things\"}");

    assertThat(send("POST", "//things/1", "x").statusCode()).isEqualTo(503);
    assertThat(send("GET", "/sandbox/requests", "").body()).contains("\"path\":\"/things/1\"");
  }

  @Test
  @EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "later ones spell names their own way")
  void header_names_are_spelled_as_the_system_does() throws Exception {
    assertThat(send("GET", "/", "").headers().map()).containsKey("X-Content-Type-Options");
  }

  @Test
  void a_fault_skips_and_counts_down() throws Exception {
    send("POST", "/sandbox/faults", "{\"fault\":\"unavailable\",\"skip\":1,\"times\":2}");

    assertThat(send("POST", "/things", "x").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/things", "x").statusCode()).isEqualTo(503);
    assertThat(send("GET", "/sandbox/faults", "").body()).contains("\"times\":1");
    assertThat(send("POST", "/things", "x").statusCode()).isEqualTo(503);
    assertThat(send("POST", "/things", "x").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/sandbox/faults", "").body()).isEqualTo("[]");
  }

  @Test
  void a_fault_waits_for_its_object_and_operation() throws Exception {
    send(
        "POST",
        "/sandbox/faults",
        "{\"fault\":\"unavailable\",\"object\":\"Things\",\"operation\":\"delete\"}");

    assertThat(send("POST", "/things", "x").statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/others", "").statusCode()).isEqualTo(200);
    assertThat(send("DELETE", "/things", "").statusCode()).isEqualTo(503);
  }

  @Test
  void a_wrong_fault_is_refused_with_a_sentence() throws Exception {
    assertThat(send("POST", "/sandbox/faults", "{\"fault\":\"fire\"}").body())
        .contains("unknown fault 'fire', known: [");
    assertThat(send("POST", "/sandbox/faults", "{\"foult\":1}").body()).contains("unknown key");
    assertThat(send("POST", "/sandbox/faults", "[]").statusCode()).isEqualTo(400);
    assertThat(send("POST", "/sandbox/faults", "{").statusCode()).isEqualTo(400);
  }

  @Test
  void the_request_log_shows_what_came_and_hides_secrets() throws Exception {
    send("POST", "/things?a=1", "client_id=a&client_secret=geheim");

    assertThat(send("GET", "/sandbox/requests", "").body())
        .contains("\"path\":\"/things?a=1\"", "client_secret=***", "\"status\":200")
        .doesNotContain("geheim");
  }

  @Test
  void a_reset_forgets_records_and_faults() throws Exception {
    send("POST", "/things", "x");
    send("POST", "/sandbox/faults", "{\"fault\":\"unavailable\"}");
    send("POST", "/sandbox/reset", "");

    assertThat(send("GET", "/sandbox/records/things", "").body()).isEqualTo("[0]");
    assertThat(send("POST", "/things", "x").body()).isEqualTo("1");
    assertThat(send("GET", "/sandbox/records/unknown", "").statusCode()).isEqualTo(404);
  }

  @Test
  void the_seed_files_hold_the_customer_base_and_200_items() {
    List<SeedCompany> companies = SeedCompany.all();
    assertThat(companies).hasSize(56).extracting(SeedCompany::number).doesNotHaveDuplicates();
    assertThat(companies).filteredOn(SeedCompany::inSalesforce).hasSize(49);
    assertThat(SeedItem.all()).hasSize(200).extracting(SeedItem::number).contains("LABOUR");
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
