package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Reply;
import io.fieldbridge.connector.businesscentral.ScriptedServer.Request;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes are safe to repeat, alone and in batches (P14, Z5). */
class UpdatesTest extends ScriptedTest {

  @Test
  void only_what_was_sent_goes_out_under_the_given_version() {
    server.on("PATCH", CUSTOMER_PATH, r -> customer("e2", "'city':'Kiel'"));
    RemoteRecord record = connector.writer().update(CUSTOMER, "e1", json("{'city':'Kiel'}"));
    assertThat(record.version()).isEqualTo("e2");
    Request patch = server.requests().get(0);
    assertThat(patch.headers()).containsEntry("if-match", "e1");
    assertThat(patch.headers()).containsEntry("content-type", "application/json");
    assertThat(patch.body().toString()).isEqualTo("{\"city\":\"Kiel\"}");
  }

  @Test
  void a_stale_version_is_contended() {
    server.on("PATCH", CUSTOMER_PATH, r -> Reply.error(409, "Request_EntityChanged", "changed"));
    assertThatThrownBy(() -> connector.writer().update(CUSTOMER, "e1", json("{'city':'Kiel'}")))
        .isInstanceOf(ContendedException.class);
  }

  @Test
  void a_deleted_record_is_told() {
    server.on("PATCH", CUSTOMER_PATH, r -> Reply.error(404, "Internal_RecordNotFound", "gone"));
    assertThatThrownBy(() -> connector.writer().update(CUSTOMER, "", json("{'city':'Kiel'}")))
        .isInstanceOf(RecordRejectedException.class)
        .hasMessageContaining("does not exist in Business Central any more");
  }

  @Test
  void a_lost_answer_is_made_up_for_by_reading() {
    server.on("PATCH", CUSTOMER_PATH, r -> Reply.broken());
    server.on("GET", CUSTOMER_PATH, r -> customer("e2", "'city':'KIEL'"));
    RemoteRecord record = connector.writer().update(CUSTOMER, "e1", json("{'city':'Kiel'}"));
    assertThat(record.version()).isEqualTo("e2");
    assertThat(server.lines()).hasSize(2);
  }

  @Test
  void what_did_not_arrive_is_sent_again() {
    AtomicInteger patches = new AtomicInteger();
    server.on(
        "PATCH",
        CUSTOMER_PATH,
        r ->
            patches.incrementAndGet() == 1
                ? Reply.error(500, "Internal_ServerError", "deadlocked")
                : customer("e2", "'city':'Kiel'"));
    server.on("GET", CUSTOMER_PATH, r -> customer("e1", "'city':'Bonn'"));
    connector.writer().update(CUSTOMER, "e1", json("{'city':'Kiel'}"));
    assertThat(patches).hasValue(2);
  }

  @Test
  void a_change_of_somebody_else_in_between_is_contended() {
    server.on("PATCH", CUSTOMER_PATH, r -> Reply.broken());
    server.on("GET", CUSTOMER_PATH, r -> customer("e9", "'city':'Bonn'"));
    assertThatThrownBy(() -> connector.writer().update(CUSTOMER, "e1", json("{'city':'Kiel'}")))
        .isInstanceOf(ContendedException.class);
  }

  @Test
  void each_item_of_a_batch_has_its_own_outcome() throws Exception {
    server.on("POST", "/api/v2.0/\\$batch", this::oneStaleOneMissingRestFine);
    List<CompletableFuture<RemoteRecord>> changes = changeTogether(6);
    assertThat(changes.get(0).get().version()).isEqualTo("single");
    assertThat(changes.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(1);
    assertThat(changes)
        .filteredOn(CompletableFuture::isCompletedExceptionally)
        .allSatisfy(
            stale ->
                assertThatThrownBy(stale::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ContendedException.class));
    Request batch =
        server.requests().stream().filter(r -> r.path().endsWith("$batch")).findFirst().get();
    assertThat(batch.headers()).doesNotContainKey("isolation");
    assertThat(batch.body().path("requests").get(0).path("headers").path("If-Match").asText())
        .isEqualTo("e1");
  }

  @Test
  void a_batch_that_breaks_is_taken_apart_after_reading() throws Exception {
    server.on("POST", "/api/v2.0/\\$batch", r -> Reply.error(504, "", ""));
    List<CompletableFuture<RemoteRecord>> changes = changeTogether(6);
    assertThat(changes).allSatisfy(change -> assertThat(change.get().version()).isNotEmpty());
    assertThat(server.lines()).filteredOn(line -> line.startsWith("GET /customers(")).hasSize(4);
  }

  private Reply oneStaleOneMissingRestFine(Request batch) {
    List<String> parts = new ArrayList<>();
    for (JsonNode part : batch.body().path("requests")) {
      String id = part.path("id").asText();
      if (id.equals("1")) {
        parts.add(
            "{'id':'1','status':409,'body':{'error':{'code':'Request_EntityChanged',"
                + "'message':'changed'}}}");
      } else if (!id.equals("2")) {
        parts.add("{'id':'" + id + "','status':200,'body':" + customerRow(ID, "batched", "") + "}");
      }
    }
    return Reply.json(200, "{'responses':[" + String.join(",", parts) + "]}");
  }

  /** The first two hold both lanes, so that the others gather. */
  private List<CompletableFuture<RemoteRecord>> changeTogether(int count) {
    CountDownLatch release = new CountDownLatch(1);
    server.on(
        "PATCH",
        "customers\\(.*",
        r -> {
          try {
            release.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return customer("single", "'city':'Kiel'");
        });
    server.on("GET", "customers\\(.*", r -> customer("e1", "'city':'Bonn'"));
    connector.identity();
    List<CompletableFuture<RemoteRecord>> changes = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    IntStream.range(0, count).forEach(i -> start(i, changes, threads));
    await()
        .untilAsserted(
            () ->
                assertThat(threads)
                    .allSatisfy(
                        thread ->
                            assertThat(thread.getState())
                                .isIn(Thread.State.WAITING, Thread.State.TIMED_WAITING)));
    release.countDown();
    CompletableFuture.allOf(changes.toArray(new CompletableFuture<?>[0]))
        .handle((done, failed) -> done)
        .join();
    return changes;
  }

  private void start(int i, List<CompletableFuture<RemoteRecord>> changes, List<Thread> threads) {
    CompletableFuture<RemoteRecord> change = new CompletableFuture<>();
    String id = String.format("33333333-3333-3333-3333-%012d", i);
    RecordRef ref = new RecordRef("business-central", "customers", id);
    Thread thread =
        new Thread(
            () -> {
              try {
                change.complete(connector.writer().update(ref, "e1", json("{'city':'Kiel'}")));
              } catch (RuntimeException failed) {
                change.completeExceptionally(failed);
              }
            });
    changes.add(change);
    threads.add(thread);
    thread.start();
    await().until(() -> i > 1 || server.lines().size() == i + 1);
  }
}
