package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the embedded database gives room back. */
class CompactionTest {

  private static final int COMMITS = 4000;
  private static final int BETWEEN_MOVES = 200;

  /** Without compaction the file has half as much again, and grows by 5 KB with each commit. */
  private static final long BYTES_MAX = 12_000_000;

  @TempDir Path home;

  @Test
  void what_was_written_over_makes_room_for_what_is_written_next() throws Exception {
    String url = "jdbc:h2:file:" + home.resolve("state") + ";RETENTION_TIME=0";
    Random random = new Random(7);
    try (Store store = Store.open(StoreSettings.of(url, "fieldbridge", "", home))) {
      for (int i = 0; i < COMMITS; i++) {
        store.update(
            "insert into own_write (target, written, written_at) values (?, ?, ?)",
            "account " + random.nextInt(100_000),
            "x".repeat(300),
            store.now());
        if (i % BETWEEN_MOVES == 0) {
          store.compaction().step();
        }
      }
      assertThat(Files.size(home.resolve("state.mv.db"))).isLessThan(BYTES_MAX);
    }
  }
}
