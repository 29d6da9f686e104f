package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the embedded database is kept small, and nothing in it is lost. */
class CompactionTest {

  private static final long MEGABYTE = 1024 * 1024;
  private static final int COMMITS = 1500;
  private static final int THREADS = 4;
  private static final int CROWD = 30;

  @TempDir private Path home;
  private StoreSettings settings;

  @BeforeEach
  void give_it_a_home() {
    settings = StoreSettings.embedded(home).compactedFrom(MEGABYTE);
  }

  @Test
  void what_was_committed_before_and_meanwhile_is_in_the_small_file() throws Exception {
    try (Store store = Store.open(settings)) {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> work = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String name = "thread " + thread + " wrote ";
        work.add(threads.submit(() -> write(store, name)));
      }
      for (Future<?> each : work) {
        each.get();
      }
      threads.shutdown();
      await().atMost(Duration.ofSeconds(30)).until(() -> size() < 2 * MEGABYTE);
      assertThat(written(store)).hasSize(THREADS * COMMITS);
    }
    try (Store store = Store.open(settings)) {
      assertThat(written(store)).doesNotHaveDuplicates().hasSize(THREADS * COMMITS);
    }
  }

  @Test
  void what_a_death_left_of_a_copy_is_written_over() throws Exception {
    fill();
    Files.writeString(copy(), "half a copy");

    try (Connections connections = opened()) {
      assertThat(new Compaction(connections, settings).look()).isEqualTo(Compaction.EVERY);
    }

    assertThat(size()).isLessThan(MEGABYTE);
    assertThat(copy()).doesNotExist();
  }

  @Test
  void a_file_that_cannot_be_copied_stays_as_it_is_and_work_goes_on() throws Exception {
    fill();
    long before = size();
    Files.createDirectories(copy().resolve("in the way"));

    try (Connections connections = opened()) {
      Compaction compaction = new Compaction(connections, settings);
      assertThat(compaction.look()).isGreaterThan(Compaction.EVERY);
      assertThat(compaction.look()).isGreaterThan(Compaction.EVERY.multipliedBy(2));
      assertThat(size()).isGreaterThanOrEqualTo(before);
    }
    try (Store store = Store.open(settings.compactedFrom(StoreSettings.NEVER))) {
      assertThat(written(store)).hasSize(COMMITS);
    }
  }

  @Test
  void the_file_stays_while_somebody_does_not_let_go_of_his_connection() throws Exception {
    fill();
    long before = size();
    try (Connections connections = opened();
        Connections.Lease held = connections.lease()) {
      Compaction compaction = new Compaction(connections, settings);
      assertThat(CompletableFuture.supplyAsync(compaction::look).get())
          .isGreaterThan(Compaction.EVERY);
      assertThat(size()).isGreaterThanOrEqualTo(before);
      assertThat(held.connection().isValid(1)).isTrue();
      try (Connections.Lease other = connections.lease()) {
        assertThat(other.connection().isValid(1)).isTrue();
      }
    }
  }

  @Test
  void the_file_becomes_small_while_more_write_than_there_are_connections() throws Exception {
    fill();
    long before = size();
    try (Store store = Store.open(settings)) {
      AtomicBoolean enough = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(CROWD);
      for (int thread = 0; thread < CROWD; thread++) {
        String name = "crowd " + thread;
        threads.submit(() -> writeUntil(store, name, enough));
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> size() < before / 2);
      enough.set(true);
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whoever_ends_it_does_not_wait_for_the_look_of_an_hour_later() throws Exception {
    fill();
    try (Connections connections = opened()) {
      Compaction compaction = new Compaction(connections, settings);
      compaction.again(Duration.ofHours(1));
      assertTimeoutPreemptively(Duration.ofSeconds(30), compaction::end);
    }
  }

  private static void writeUntil(Store store, String name, AtomicBoolean enough) {
    while (!enough.get()) {
      store.update("delete from own_write where target = ?", name);
      store.update(
          "insert into own_write (target, written, written_at) values (?, ?, ?)",
          name,
          "{}",
          store.now());
    }
  }

  private Connections opened() {
    return new Connections(
        Pool.open(Dialect.H2, settings), () -> Pool.reopen(Dialect.H2, settings));
  }

  private void fill() {
    try (Store store = Store.open(settings.compactedFrom(StoreSettings.NEVER))) {
      write(store, "before ");
    }
  }

  private static void write(Store store, String name) {
    LongStream.range(0, COMMITS)
        .forEach(
            number ->
                store.update(
                    "insert into own_write (target, written, written_at) values (?, ?, ?)",
                    name + number,
                    "{}",
                    store.now()));
  }

  private static List<String> written(Store store) {
    return store.list("select target from own_write", row -> row.text("target"));
  }

  private long size() throws IOException {
    return Files.size(EmbeddedFiles.file(settings));
  }

  private Path copy() {
    return EmbeddedFiles.file(settings).resolveSibling("fieldbridge.compact.mv.db");
  }
}
