package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the embedded database is kept small, and nothing in it is lost. */
class CompactionTest {

  private static final long MEGABYTE = 1024 * 1024;
  private static final int COMMITS = 1500;
  private static final int THREADS = 4;

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

    try (HikariDataSource pool = Pool.open(Dialect.H2, settings)) {
      assertThat(new Compaction(pool, settings).look()).isEqualTo(Compaction.EVERY);
    }

    assertThat(size()).isLessThan(MEGABYTE);
    assertThat(copy()).doesNotExist();
  }

  @Test
  void a_file_that_cannot_be_copied_stays_as_it_is_and_work_goes_on() throws Exception {
    fill();
    long before = size();
    Files.createDirectories(copy().resolve("in the way"));

    try (HikariDataSource pool = Pool.open(Dialect.H2, settings)) {
      assertThat(new Compaction(pool, settings).look()).isEqualTo(Compaction.AFTER_FAILURE);
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
    try (HikariDataSource pool = Pool.open(Dialect.H2, settings);
        Connection held = pool.getConnection()) {
      assertThat(new Compaction(pool, settings).look()).isEqualTo(Compaction.EVERY);
      assertThat(size()).isGreaterThanOrEqualTo(before);
      assertThat(held.isValid(1)).isTrue();
      assertThat(answers(pool)).isTrue();
    }
  }

  private static boolean answers(HikariDataSource pool) throws SQLException {
    try (Connection other = pool.getConnection()) {
      return other.isValid(1);
    }
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
