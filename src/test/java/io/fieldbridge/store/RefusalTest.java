package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that must not be used is refused with a sentence that says what to do. */
class RefusalTest {

  @TempDir Path home;

  private static void assertRefused(StoreSettings settings, String code, String advice) {
    assertThatThrownBy(() -> Store.open(settings).close())
        .isInstanceOfSatisfying(
            StoreRefusedException.class,
            refusal -> {
              assertThat(refusal.reason().code()).isEqualTo(code);
              assertThat(refusal.reason().advice()).contains(advice);
            });
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void one_in_use_is_refused_until_its_owner_lets_go(Database database) {
    StoreSettings settings = database.fresh();
    Store owner = Store.open(settings);
    assertRefused(settings, "store-in-use", "Stop the other one");
    assertThat(owner.now()).isNotNull();
    owner.close();

    Store.open(settings).close();
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void one_newer_than_the_program_is_refused(Database database) {
    StoreSettings settings = database.fresh();
    try (Store store = Store.open(settings)) {
      store.update(
          "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\","
              + " \"description\", \"type\", \"script\", \"installed_by\", \"execution_time\","
              + " \"success\") values (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)");
    }

    assertRefused(settings, "store-newer", "Start the newer program");
  }

  @Test
  void a_home_whose_last_owner_is_unreadable_is_refused_until_the_file_is_deleted()
      throws IOException {
    StoreSettings settings = StoreSettings.embedded(home);
    Store.open(settings).close();
    Files.writeString(home.resolve(".last-owner"), "");

    assertRefused(settings, "store-last-owner-damaged", "Delete it");
    Files.delete(home.resolve(".last-owner"));
    Store.open(settings).close();
  }

  @Test
  void a_process_that_dies_while_it_notes_the_last_owner_leaves_the_one_before()
      throws IOException {
    StoreSettings settings = StoreSettings.embedded(home);
    Store.open(settings).close();
    Path before = home.resolve("before");
    Files.createLink(before, home.resolve(".last-owner"));
    String first = Files.readString(before);
    Files.writeString(home.resolve(".last-owner.draft"), "half a na");

    Store.open(settings).close();

    assertThat(Files.readString(before)).as("nothing is written over").isEqualTo(first);
    assertThat(home.resolve(".last-owner")).content().isNotEqualTo(first);
    assertThat(home.resolve(".last-owner.draft")).doesNotExist();
  }

  @Test
  void a_read_only_embedded_database_is_refused() {
    StoreSettings settings = StoreSettings.embedded(home);
    Store.open(settings).close();
    String url = EmbeddedFiles.url(settings) + ";ACCESS_MODE_DATA=r";

    assertRefused(
        StoreSettings.of(url, settings.user(), "", home), "store-read-only", "right to write");
  }

  @Test
  void a_read_only_server_database_is_refused() {
    StoreSettings settings = Database.POSTGRESQL.fresh();
    Store.open(settings).close();
    String url = settings.jdbcUrl() + "&options=-c%20default_transaction_read_only=on";
    String readOnly = url.contains("?") ? url : url.replace("&options", "?options");

    assertRefused(
        StoreSettings.of(readOnly, settings.user(), settings.password(), home),
        "store-read-only",
        "right to write");
  }

  @Test
  void a_home_without_a_place_for_data_is_refused() throws IOException {
    Files.writeString(home.resolve("data"), "a file where a folder should be");

    assertRefused(StoreSettings.embedded(home), "store-read-only", "another home folder");
  }

  @Test
  void a_full_disk_is_refused_and_named_when_it_fills_up_later() {
    assertThatThrownBy(() -> EmbeddedFiles.refuseFullDisk(home, 1024))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("Only 1 KiB are free")
        .hasMessageContaining("Free some space");

    SQLException failure =
        new SQLException("writing failed", "90028", new IOException("No space left on device"));
    assertThat(StoreFailures.failed(failure).reason().code()).isEqualTo("store-disk-full");
    SQLException server = new SQLException("could not extend file", "53100");
    assertThat(StoreFailures.failed(server).reason().code()).isEqualTo("store-disk-full");
  }

  @Test
  void a_server_that_does_not_answer_and_a_wrong_password_are_told_apart() {
    StoreSettings good = Database.POSTGRESQL.fresh();
    String nobody = "jdbc:postgresql://127.0.0.1:1/fieldbridge?connectTimeout=2";

    assertRefused(StoreSettings.of(nobody, "x", "y", home), "store-unreachable", "JDBC URL");
    assertThat(good.toString()).doesNotContain("password");
  }

  @Test
  void a_url_of_another_product_is_refused() {
    assertRefused(
        StoreSettings.of("jdbc:mysql://x/y", "u", "p", home),
        "store-unknown-database",
        "jdbc:postgresql:");
  }

  @Test
  void an_owner_whose_place_was_taken_can_commit_no_more() throws SQLException {
    StoreSettings settings = Database.POSTGRESQL.fresh();
    try (Store store = Store.open(settings)) {
      takeOver(settings);

      assertThatThrownBy(store::startEpoch)
          .isInstanceOf(StoreRefusedException.class)
          .hasMessageContaining("has taken over");
      assertThat(store.epoch()).isEqualTo(1);
    }
  }

  private static void takeOver(StoreSettings settings) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password());
        Statement statement = connection.createStatement()) {
      statement.execute("update store_owner set fence = fence + 1");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void each_owner_has_a_higher_fence_and_a_restore_starts_an_epoch(Database database) {
    StoreSettings settings = database.fresh();
    long first;
    try (Store store = Store.open(settings)) {
      first = store.fence();
      assertThat(store.epoch()).isEqualTo(1);
      store.startEpoch();
    }
    try (Store store = Store.open(settings)) {
      assertThat(store.fence()).isGreaterThan(first);
      assertThat(store.epoch()).isEqualTo(2);
    }
  }

  @Test
  void a_database_put_back_from_a_backup_starts_an_epoch_by_itself() throws IOException {
    StoreSettings settings = StoreSettings.embedded(home);
    Path file = home.resolve("data").resolve("fieldbridge.mv.db");
    Path backup = home.resolve("backup");
    Store.open(settings).close();
    Files.copy(file, backup);
    Store.open(settings).close();
    Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);

    try (Store store = Store.open(settings)) {
      assertThat(store.wasRestored()).isTrue();
      assertThat(store.epoch()).isEqualTo(2);
      assertThat(store.fence()).isEqualTo(3);
    }
    try (Store store = Store.open(settings)) {
      assertThat(store.wasRestored()).isFalse();
    }
  }

  @Test
  void a_copy_started_beside_the_original_is_refused_until_a_person_says_that_it_was_moved()
      throws IOException {
    Path copy = home.resolve("copy");
    Files.createDirectories(copy.resolve("data"));
    try (Store original = Store.open(StoreSettings.embedded(home))) {
      Files.copy(
          home.resolve("data").resolve("fieldbridge.mv.db"),
          copy.resolve("data").resolve("fieldbridge.mv.db"));

      assertRefused(StoreSettings.embedded(copy), "store-copied", "./fieldbridge restore");
      assertThat(original.now()).isNotNull();
    }
    Store.openMoved(StoreSettings.embedded(copy), Sealing.none()).close();
    Store.open(StoreSettings.embedded(copy)).close();
  }

  @Test
  void a_copy_on_the_same_server_is_refused() throws SQLException {
    StoreSettings original = Database.POSTGRESQL.fresh();
    Store.open(original).close();
    StoreSettings copy = Database.POSTGRESQL.copyOf(original);

    assertRefused(copy, "store-copied", "./fieldbridge restore");
    Store.open(original).close();
  }

  @Test
  void a_home_that_moves_to_another_database_takes_it_for_no_restore() {
    try (Store store = Store.open(StoreSettings.embedded(home))) {
      assertThat(store.fence()).isEqualTo(1);
    }
    Store.open(StoreSettings.embedded(home)).close();
    String url = "jdbc:h2:file:" + home.resolve("other").resolve("database");
    try (Store store = Store.open(StoreSettings.of(url, "fieldbridge", "", home))) {
      assertThat(store.wasRestored()).isFalse();
    }
  }

  @Test
  void the_data_folder_is_the_owners_alone() throws IOException {
    Store.open(StoreSettings.embedded(home)).close();

    assertThat(Files.getPosixFilePermissions(home.resolve("data")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }
}
