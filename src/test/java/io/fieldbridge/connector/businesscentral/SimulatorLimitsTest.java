package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the vendor's gauges see of us (P14). */
class SimulatorLimitsTest extends SimulatorTest {

  @Test
  void many_threads_make_few_calls_and_never_more_than_five_at_once() {
    List<RemoteRecord> all = new ArrayList<>();
    connector.reader().scan("customers", Selection.of("number"), all::addAll);
    long before = calls();
    ExecutorService threads = Executors.newFixedThreadPool(40);
    List<CompletableFuture<Void>> work =
        IntStream.range(0, 400)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> readAndChange(all.get(i % all.size()), i), threads))
            .toList();
    work.forEach(CompletableFuture::join);
    threads.shutdown();
    JsonNode gauge = admin("GET", "limits", "").path("fieldbridge-demo");
    assertThat(gauge.path("mostConcurrent").asInt()).isBetween(2, 5);
    assertThat(gauge.path("refused").asInt()).isZero();
    assertThat(calls() - before).isLessThan(400);
  }

  @Test
  void a_long_wait_that_the_vendor_asks_for_is_told_to_the_caller() {
    connector.identity();
    admin(
        "POST",
        "faults",
        "{'fault':'throttled','object':'customers','operation':'query','retryAfterSeconds':60}");
    assertThatThrownBy(() -> customer("K00010"))
        .isInstanceOfSatisfying(
            ThrottledException.class,
            throttled -> assertThat(throttled.retryAfter()).isGreaterThan(Duration.ofSeconds(50)));
  }

  @Test
  void an_outage_without_a_time_is_an_outage_whatever_the_body() {
    customer("K00010");
    for (String fault : List.of("unavailable", "unavailable-html", "tenant-unavailable")) {
      admin(
          "POST",
          "faults",
          "{'fault':'"
              + fault
              + "','object':'customers','operation':'query',"
              + "'retryAfterSeconds':0}");
      assertThatThrownBy(() -> customer("K00010"))
          .as(fault)
          .isInstanceOf(SystemUnavailableException.class);
    }
    assertThat(customer("K00010")).isNotNull();
  }

  private void readAndChange(RemoteRecord customer, int i) {
    connector.reader().read(customer.ref(), Selection.of("number", "city")).orElseThrow();
    connector.writer().update(customer.ref(), "", ScriptedTest.json("{'city':'City " + i + "'}"));
  }

  private long calls() {
    return connector.status().calls().values().stream().mapToLong(Long::longValue).sum();
  }
}
