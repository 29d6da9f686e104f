package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperationalLimitsTest extends BusinessCentralTestCase {

  @Test
  void five_run_at_a_time_and_the_rest_queue() {
    wire.fault("{\"fault\":\"latency\",\"milliseconds\":100,\"times\":12}");

    List<Integer> answers = together(12);

    assertThat(answers).containsOnly(200);
    assertThat(gauges().path("mostRunning").asInt()).isEqualTo(5);
    assertThat(gauges().path("mostConcurrent").asInt()).isBetween(6, 12);
  }

  @Test
  void a_full_queue_answers_429() {
    wire.setting("concurrentMax", 1);
    wire.setting("queuedMax", 1);
    wire.fault("{\"fault\":\"latency\",\"milliseconds\":300,\"times\":2}");

    assertThat(together(6)).contains(200, 429);
  }

  @Test
  void whoever_waits_too_long_in_the_queue_is_answered_503() {
    wire.setting("concurrentMax", 1);
    wire.setting("queueMilliseconds", 20);
    wire.fault("{\"fault\":\"latency\",\"milliseconds\":500,\"times\":1}");

    assertThat(together(3)).contains(200, 503);
  }

  @Test
  void too_many_requests_in_the_window_answer_429_with_a_time_to_wait() {
    wire.setting("rateMax", 3);
    wire.setting("retryAfterSeconds", 4);
    for (int count = 0; count < 3; count++) {
      assertThat(wire.get("customers?$top=1").status()).isEqualTo(200);
    }

    Wire.Answer refused = wire.get("customers?$top=1");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.raw().headers().firstValue("Retry-After")).contains("4");
    assertThat(gauges().path("inWindow").asInt()).isEqualTo(3);
    assertThat(gauges().path("refused").asInt()).isEqualTo(1);
  }

  @Test
  void the_parts_of_a_batch_count_where_the_switch_says_so() {
    String part =
        "{\"method\":\"GET\",\"url\":\"companies(%s)/items?$top=1\"}".formatted(wire.companyId());
    String batch = "{\"requests\":[%s,%s]}".formatted(part, part);
    wire.send("POST", sandbox().apiRoot() + "/$batch", batch);
    assertThat(gauges().path("inWindow").asInt()).isEqualTo(1);
    wire.setting("batchPartsCount", true);

    wire.send("POST", sandbox().apiRoot() + "/$batch", batch);

    assertThat(gauges().path("inWindow").asInt()).isEqualTo(3);
  }

  private static List<Integer> together(int calls) {
    List<CompletableFuture<Integer>> running =
        IntStream.range(0, calls)
            .mapToObj(
                number ->
                    CompletableFuture.supplyAsync(
                        () -> wire.get("items?$top=1").status(),
                        runnable -> new Thread(runnable).start()))
            .toList();
    return running.stream().map(CompletableFuture::join).toList();
  }

  private static JsonNode gauges() {
    return wire.admin("GET", "limits", null).body().path("fieldbridge-demo");
  }
}
