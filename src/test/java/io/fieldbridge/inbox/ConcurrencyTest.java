package io.fieldbridge.inbox;

import static io.fieldbridge.inbox.InboxKit.TO_ERP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Feeds and consumers of many threads meet in the inbox (P14, P16). */
@ParameterizedClass
@EnumSource(Database.class)
class ConcurrencyTest {

  private static final int FEEDS = 4;
  private static final int CHANGES_PER_FEED = 50;
  private static final int KEYS = 7;

  private final InboxKit kit;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Queue<String> collisions = new ConcurrentLinkedQueue<>();
  private final Queue<Long> delivered = new ConcurrentLinkedQueue<>();

  ConcurrencyTest(Database database) {
    kit = new InboxKit(database);
  }

  @Test
  void consumers_never_share_a_key_and_nothing_is_lost_or_stuck() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2 * FEEDS);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < FEEDS; i++) {
      work.add(threads.submit(this::feed));
      work.add(threads.submit(this::consume));
    }
    for (Future<?> part : work) {
      part.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertThat(collisions).isEmpty();
    assertThat(delivered).hasSize(FEEDS * CHANGES_PER_FEED).doesNotHaveDuplicates();
    assertThat(kit.all()).extracting(Message::state).containsOnly(State.DELIVERED);
  }

  @Test
  void units_of_work_that_come_to_their_keys_in_opposite_orders_never_run_twice() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> there = threads.submit(() -> receiveInOrder("one", "two", runs));
    Future<?> back = threads.submit(() -> receiveInOrder("two", "one", runs));
    there.get(60, TimeUnit.SECONDS);
    back.get(60, TimeUnit.SECONDS);
    threads.shutdown();

    assertThat(runs.get()).isEqualTo(2 * CHANGES_PER_FEED);
  }

  private void receiveInOrder(String first, String second, AtomicInteger runs) {
    for (int i = 0; i < CHANGES_PER_FEED; i++) {
      kit.store.inTransaction(
          () -> {
            runs.incrementAndGet();
            kit.inbox.receive(kit.alone(first));
            kit.inbox.receive(kit.alone(second));
          });
    }
  }

  private void feed() {
    for (int i = 0; i < CHANGES_PER_FEED; i++) {
      kit.inbox.receive(kit.alone("key-" + i % KEYS));
    }
  }

  private void consume() {
    while (delivered.size() < FEEDS * CHANGES_PER_FEED) {
      for (Message message : kit.inbox.claim(kit.flow, TO_ERP, 3)) {
        if (!busy.add(message.orderKey())) {
          collisions.add(message.orderKey());
        }
        delivered.add(message.id());
        busy.remove(message.orderKey());
        kit.inbox.delivered(message);
      }
    }
  }

  @Test
  void one_change_told_by_many_threads_at_once_is_stored_once() throws Exception {
    Arrival arrival = kit.alone("a");
    ExecutorService threads = Executors.newFixedThreadPool(FEEDS);
    List<Future<Boolean>> answers = new ArrayList<>();
    for (int i = 0; i < FEEDS; i++) {
      answers.add(threads.submit(() -> kit.inbox.receive(arrival)));
    }
    int stored = 0;
    for (Future<Boolean> answer : answers) {
      stored += answer.get(60, TimeUnit.SECONDS) ? 1 : 0;
    }
    threads.shutdown();

    assertThat(stored).isEqualTo(1);
    assertThat(kit.all()).hasSize(1);
  }

  @Test
  void changes_that_join_while_their_record_is_delivered_all_arrive() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> feed =
        threads.submit(
            () -> {
              for (int i = 0; i < CHANGES_PER_FEED; i++) {
                kit.inbox.receive(kit.arrival("001", "field" + i, "any"));
              }
            });
    Set<String> seen = ConcurrentHashMap.newKeySet();
    Future<?> consumer =
        threads.submit(
            () -> {
              while (seen.size() < CHANGES_PER_FEED) {
                for (Message message : kit.claim(TO_ERP)) {
                  message.change().values().fieldNames().forEachRemaining(seen::add);
                  kit.inbox.delivered(message);
                }
              }
            });
    feed.get(60, TimeUnit.SECONDS);
    consumer.get(60, TimeUnit.SECONDS);
    threads.shutdown();

    assertThat(seen).hasSize(CHANGES_PER_FEED);
    assertThat(kit.all()).extracting(Message::state).containsOnly(State.DELIVERED, State.JOINED);
  }
}
