package io.fieldbridge.sandbox.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTest extends BusinessCentralTestCase {

  @Test
  void of_many_changes_under_one_token_one_wins() {
    JsonNode customer = customer("K00010");

    List<Integer> answers =
        together(
            10,
            number ->
                wire.patch(
                        "customers(" + id(customer) + ")",
                        etag(customer),
                        "{\"city\":\"City %d\"}".formatted(number))
                    .status());

    assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
  }

  @Test
  void of_many_postings_of_one_order_one_wins() {
    String path = "salesOrders(" + id(order("WO-1")) + ")/Microsoft.NAV.shipAndInvoice";

    List<Integer> answers = together(8, number -> wire.act(path).status());

    assertThat(answers).containsOnlyOnce(204).containsOnly(204, 404);
    wire.only("salesInvoices", "externalDocumentNumber eq 'WO-1'");
  }

  @Test
  void numbers_are_given_once() {
    List<String> numbers = together(20, number -> order("WO-" + number).path("number").asText());

    assertThat(numbers).doesNotHaveDuplicates();
  }

  @Test
  void a_late_change_never_turns_the_stamp_of_a_row_back() {
    String path = "customers(" + id(customer("K00010")) + ")";
    wire.fault("{\"fault\":\"commit-later\",\"operation\":\"update\",\"milliseconds\":300}");
    assertThatThrownBy(() -> wire.patch(path, "*", "{\"city\":\"Late\"}"))
        .isInstanceOf(UncheckedIOException.class);
    String early = wire.patch(path, "*", "{\"city\":\"Early\"}").text("lastModifiedDateTime");

    await().atMost(Duration.ofSeconds(5)).until(() -> wire.get(path).text("city").equals("Late"));

    assertThat(wire.get(path).text("lastModifiedDateTime")).isGreaterThanOrEqualTo(early);
  }

  private interface Deed<T> {
    T by(int number);
  }

  private static <T> List<T> together(int count, Deed<T> deed) {
    List<CompletableFuture<T>> running =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    CompletableFuture.supplyAsync(
                        () -> deed.by(number), runnable -> new Thread(runnable).start()))
            .toList();
    return running.stream().map(CompletableFuture::join).toList();
  }
}
