package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What belongs together is committed together. */
@ParameterizedClass
@EnumSource(Database.class)
class UnitOfWorkTest {

  private final Store store;
  private final String one = Database.name("one");
  private final String two = Database.name("two");

  UnitOfWorkTest(Database database) {
    store = database.shared();
  }

  private void write(String name) {
    store.update(
        "insert into pair_identity (name, identity, bound_at) values (?, 'x', ?)",
        name,
        store.now());
  }

  private boolean isThere(String name) {
    return store
        .first("select name from pair_identity where name = ?", row -> row.text("name"), name)
        .isPresent();
  }

  @Test
  void an_inner_transaction_joins_the_outer_one() {
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    () -> {
                      store.inTransaction(() -> write(one));
                      assertThat(isThere(one)).isTrue();
                      throw new IllegalStateException("the plug is pulled");
                    }))
        .hasMessage("the plug is pulled");
    assertThat(isThere(one)).isFalse();
  }

  @Test
  void a_part_that_failed_undoes_the_whole_even_where_the_failure_was_caught() {
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    () -> {
                      write(one);
                      assertThatThrownBy(() -> store.update("no such statement"))
                          .isInstanceOf(StoreFailedException.class);
                    }))
        .hasMessageContaining("cannot be committed");
    assertThat(isThere(one)).isFalse();
  }

  @Test
  void other_threads_see_nothing_before_the_commit() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    boolean seen =
        store.inTransaction(
            () -> {
              write(one);
              try {
                return other.submit(() -> isThere(one)).get(10, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    other.shutdown();

    assertThat(seen).isFalse();
    assertThat(isThere(one)).isTrue();
  }

  @Test
  void hooks_run_after_the_commit_and_only_then() {
    List<String> told = new ArrayList<>();
    store.inTransaction(
        () -> {
          write(one);
          store.afterCommit(() -> told.add("committed"));
          store.afterCommit(
              () -> {
                throw new IllegalStateException("a hook cannot undo a commit");
              });
          assertThat(told).isEmpty();
        });
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    () -> {
                      store.afterCommit(() -> told.add("undone"));
                      throw new IllegalStateException("the plug is pulled");
                    }))
        .hasMessage("the plug is pulled");

    assertThat(told).containsExactly("committed");
    assertThat(isThere(one)).isTrue();
  }

  @Test
  void plain_jdbc_takes_part_in_the_same_transaction() {
    int count =
        store.inTransaction(
            connection -> {
              write(one);
              try (var statement =
                  connection.prepareStatement(
                      "select count(*) from pair_identity where name = ?")) {
                statement.setString(1, one);
                try (var result = statement.executeQuery()) {
                  result.next();
                  return result.getInt(1);
                }
              }
            });

    assertThat(count).isEqualTo(1);
  }

  @Test
  void units_of_work_that_lock_each_other_out_are_run_again() throws Exception {
    write(one);
    write(two);
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> there = threads.submit(() -> touch(one, two, bothHoldOne, runs));
    Future<?> back = threads.submit(() -> touch(two, one, bothHoldOne, runs));
    there.get(60, TimeUnit.SECONDS);
    back.get(60, TimeUnit.SECONDS);
    threads.shutdown();

    assertThat(runs.get()).isGreaterThan(2);
  }

  @Test
  void a_lost_race_is_run_again_however_the_callers_code_wraps_it() throws Exception {
    write(one);
    write(two);
    CyclicBarrier bothHoldOne = new CyclicBarrier(2);
    AtomicInteger runs = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> there = threads.submit(() -> touchWrapped(one, two, bothHoldOne, runs));
    Future<?> back = threads.submit(() -> touchWrapped(two, one, bothHoldOne, runs));
    there.get(60, TimeUnit.SECONDS);
    back.get(60, TimeUnit.SECONDS);
    threads.shutdown();

    assertThat(runs.get()).isGreaterThan(2);
  }

  private void touchWrapped(
      String first, String second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
    store.inTransaction(
        () -> {
          try {
            touch(first, second, bothHoldOne, runs);
          } catch (StoreFailedException e) {
            throw new IllegalStateException("a route failed", e);
          }
        });
  }

  private void touch(String first, String second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
    store.inTransaction(
        () -> {
          store.update("update pair_identity set identity = 'y' where name = ?", first);
          if (runs.incrementAndGet() <= 2) {
            meet(bothHoldOne);
          }
          store.update("update pair_identity set identity = 'z' where name = ?", second);
        });
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void an_interrupt_neither_loses_a_commit_nor_closes_the_database() {
    Thread.currentThread().interrupt();
    store.inTransaction(() -> write(one));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(isThere(one)).isTrue();
  }
}
