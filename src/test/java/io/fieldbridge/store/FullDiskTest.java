package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A disk that fills up while we write: told as that, nothing lost, and gone on by itself (P14). */
class FullDiskTest {

  private static final String LONG_TEXT = "x".repeat(100_000);
  private static final int WRITES_MAX = 2_000;

  private final List<String> stored = new ArrayList<>();

  @Test
  void the_embedded_database_goes_on_when_there_is_room_again() {
    try (SmallDisk disk = SmallDisk.of(80)) {
      StoreSettings settings = StoreSettings.embedded(disk.folder);
      try (Store store = Store.open(settings)) {
        fillsUpAndGoesOn(store, disk);
      }
      try (Store store = Store.open(settings)) {
        assertThat(names(store)).containsExactlyElementsOf(stored);
      }
    }
  }

  @Test
  void a_server_goes_on_when_there_is_room_again() throws Exception {
    try (SmallDisk disk = SmallDisk.of(40);
        EmbeddedPostgres server = EmbeddedPostgres.start();
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      Path place = Files.createDirectory(disk.folder.resolve("tables"));
      statement.execute("create tablespace small location '" + place + "'");
      statement.execute("create database small tablespace small");
      StoreSettings settings =
          StoreSettings.of(
              server.getJdbcUrl("postgres", "small"), "postgres", "postgres", Database.folder());
      try (Store store = Store.open(settings)) {
        fillsUpAndGoesOn(store, disk);
      }
    }
  }

  private void fillsUpAndGoesOn(Store store, SmallDisk disk) {
    write(store, "before");
    disk.fill();

    StoreFailedException full = untilFull(store, WRITES_MAX).orElseThrow();

    assertThat(full.reason().code()).isEqualTo("store-disk-full");
    assertThat(full.reason().advice()).contains("Free some space");
    disk.free();
    await().atMost(Duration.ofSeconds(30)).until(() -> untilFull(store, 1).isEmpty());
    assertThat(names(store)).containsExactlyElementsOf(stored);
  }

  /** What the database says when not a byte is left. */
  private Optional<StoreFailedException> untilFull(Store store, int writes) {
    for (int i = 0; i < writes; i++) {
      try {
        write(store, "write " + i);
      } catch (StoreFailedException failed) {
        return Optional.of(failed);
      }
    }
    return Optional.empty();
  }

  private void write(Store store, String name) {
    store.update(
        "insert into journal (happened_at, correlation_id, flow, refs, numbers, event, body,"
            + " detail) values (current_timestamp, ?, '', '', '', '', '', ?)",
        name,
        LONG_TEXT + Math.random());
    stored.add(name);
  }

  private static List<String> names(Store store) {
    return store.list(
        "select correlation_id from journal order by id", row -> row.text("correlation_id"));
  }
}
