package io.fieldbridge.connector.businesscentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes of a person in the ERP come in, each once (P14). */
class SimulatorFeedTest extends SimulatorTest {

  private final List<Change> changes = new CopyOnWriteArrayList<>();
  private final List<String> positions = new CopyOnWriteArrayList<>();
  private final AtomicInteger signs = new AtomicInteger();
  private Thread thread;

  @AfterEach
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(10_000);
  }

  @Test
  void every_change_comes_in_once_and_the_seeds_do_not() {
    run("customers", Optional.empty());
    await().until(() -> signs.get() > 0);
    assertThat(changes).isEmpty();
    List<RemoteRecord> all = new ArrayList<>();
    connector.reader().scan("customers", Selection.of("number"), all::addAll);
    try (BusinessCentralConnector finance = connector("finance-demo", "content")) {
      all.forEach(
          customer ->
              finance
                  .writer()
                  .update(customer.ref(), "", ScriptedTest.json("{'creditLimit':123.45}")));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(changes)
                    .extracting(change -> change.record().id())
                    .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(customer -> customer.ref().id()).toList()));
    assertThat(changes).extracting(Change::id).doesNotHaveDuplicates();
    assertThat(positions).isSorted();
  }

  @Test
  void a_row_stamped_before_others_and_committed_after_them_comes_in() {
    run("salesOrders", Optional.empty());
    await().until(() -> signs.get() > 0);
    fault("commit-later", "salesOrders", "create");
    try {
      connector.writer().create("salesOrders", order("WO-LATE"));
    } catch (OutcomeUnknownException expected) {
      connector.writer().create("salesOrders", order("WO-EARLY"));
    }
    await().untilAsserted(() -> assertThat(changes).hasSizeGreaterThanOrEqualTo(2));
    assertThat(changes)
        .extracting(change -> change.record().id())
        .contains(find("salesOrders", "externalDocumentNumber", "WO-LATE").ref().id());
  }

  @Test
  void posted_documents_are_a_feed_as_well() {
    run("salesInvoices", Optional.empty());
    await().until(() -> signs.get() > 0);
    RemoteRecord order = connector.writer().create("salesOrders", order("WO-1"));
    connector.writer().act(order.ref(), "", "shipAndInvoice");
    await().untilAsserted(() -> assertThat(changes).hasSize(1));
    assertThat(changes.get(0).record())
        .isEqualTo(find("salesInvoices", "externalDocumentNumber", "WO-1").ref());
  }

  private void run(String set, Optional<String> position) {
    ChangeFeed feed = connector.feeds(Set.of(set)).get(0);
    thread =
        new Thread(
            () -> {
              try {
                feed.run(position, new Sink());
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
  }

  private final class Sink implements ChangeFeed.Sink {
    @Override
    public void accept(List<Change> told, String position) {
      changes.addAll(told);
      positions.add(position);
    }

    @Override
    public void alive() {
      signs.incrementAndGet();
    }
  }
}
