package io.fieldbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scenario files: a sequence of faults at times and after requests, each error with its line. */
class ScenarioTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Faults faults = new Faults(Clock.systemUTC());
  private final CounterSystem counter = new CounterSystem(faults);
  private final SandboxServer server = SandboxServer.start(0, faults, counter, Clock.systemUTC());
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_step_comes_after_so_many_requests() {
    play("{after: 2, system: counter, fault: {fault: unavailable}}");

    assertThat(call("POST", "/things", "").statusCode()).isEqualTo(200);
    assertThat(call("POST", "/things", "").statusCode()).isEqualTo(200);
    assertThat(call("POST", "/things", "").statusCode()).isEqualTo(503);
    assertThat(call("POST", "/things", "").statusCode()).isEqualTo(200);
    assertThat(call("GET", "/sandbox/scenario", "").body())
        .contains("\"name\":\"test\"", "\"requests\":4", "\"done\":true", "after 2 requests");
  }

  @Test
  void steps_come_at_their_times_and_disarm_too() {
    play(
        "{at: 0s, system: counter, fault: {fault: unavailable, times: -1}}",
        "{at: 100ms, system: counter, disarm: true}",
        "{at: 1h, system: counter, fault: {fault: unavailable}}");

    await().atMost(PATIENCE).until(() -> done() == 2);
    assertThat(faults.armed()).isEmpty();
  }

  @Test
  void a_reset_and_a_deletion_end_it() {
    play("{after: 0, system: counter, fault: {fault: unavailable, times: -1}}");
    call("POST", "/sandbox/reset", "");
    assertThat(call("POST", "/things", "").statusCode()).isEqualTo(200);

    play("{after: 0, system: counter, fault: {fault: unavailable, times: -1}}");
    call("DELETE", "/sandbox/scenario", "");
    assertThat(call("POST", "/things", "").statusCode()).isEqualTo(200);
  }

  @Test
  void steps_for_other_systems_are_left_to_them() {
    play(
        "{at: 0s, system: other, fault: {fault: anything}}",
        "{at: 0s, system: counter, fault: {fault: hang}}");
    await().atMost(PATIENCE).until(() -> done() == 1);

    assertThat(refusal("{at: 0s, system: other, fault: {fault: anything}}"))
        .contains("no step is for the system 'counter', only for [other]");
  }

  @Test
  void every_mistake_is_told_with_its_line() {
    String good = "{at: 0s, system: counter, fault: {fault: hang}}";
    assertThat(refusal(good, "{at: 0s, system: counter, fault: {fault: fire}}"))
        .contains("scenario:4: unknown fault 'fire', known: [");
    assertThat(refusal(good, "{at: 0s, system: counter, settings: {page: 1}}"))
        .contains("scenario:4: unknown setting 'page'");
    assertThat(refusal(good, "{at: soon, system: counter, disarm: true}"))
        .contains("scenario:4: expected a time such as");
    assertThat(refusal(good, "{system: counter, disarm: true}"))
        .contains("scenario:4: a step needs");
    assertThat(refusal(good, "{at: 0s, system: counter}")).contains("one of 'fault', 'settings'");
    assertThat(refusal(good, "{at: 0s, systen: counter}")).contains("unknown key 'systen'");
    assertThat(refusal(good, "{at: 0s")).contains("scenario:");
    assertThat(call("POST", "/sandbox/scenario", "steps: []").body()).contains("scenario:1: ");
    assertThat(call("POST", "/sandbox/scenario", "").body()).contains("the file is empty");
    assertThat(faults.armed()).isEmpty();
  }

  @Test
  void a_file_that_is_missing_is_named() {
    assertThatThrownBy(() -> Scenario.read(java.nio.file.Path.of("nowhere.yaml")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nowhere.yaml");
  }

  private long done() {
    return call("GET", "/sandbox/scenario", "").body().split("\"done\":true", -1).length - 1;
  }

  private void play(String... steps) {
    HttpResponse<String> answer = call("POST", "/sandbox/scenario", file(steps));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private String refusal(String... steps) {
    HttpResponse<String> answer = call("POST", "/sandbox/scenario", file(steps));
    assertThat(answer.statusCode()).isEqualTo(400);
    return answer.body();
  }

  private static String file(String... steps) {
    return "name: test\nsteps:\n  - " + String.join("\n  - ", steps);
  }

  private HttpResponse<String> call(String method, String path, String body) {
    return client
        .sendAsync(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(PATIENCE)
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .join();
  }
}
