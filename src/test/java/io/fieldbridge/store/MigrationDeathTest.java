package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.h2.api.DatabaseEventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that dies while it brings the tables up to date leaves a database behind that the next
 * one can open, with all that was in it (P14, G20). {@code -Dcrash.migration=1} tries every
 * statement.
 */
class MigrationDeathTest {

  private static final int EVERY = Integer.getInteger("crash.migration", 9);

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "2"})
  void wherever_a_migration_dies_the_next_start_completes_it(String version) throws Exception {
    Path home = folder.resolve("from-" + version);
    if (!version.isEmpty()) {
      old(home, version);
    }
    Images.of(home);
    Store.open(watched(home)).close();
    List<Path> images = Images.taken();

    assertThat(images).hasSizeGreaterThan(2);
    for (Path image : images) {
      try (Store store = Store.openMoved(StoreSettings.embedded(image), Sealing.none())) {
        assertThat(store.list("select seen from seen_key", row -> row.text("seen")))
            .as(image.toString())
            .hasSize(version.isEmpty() ? 0 : 1);
        assertThat(store.epoch()).isEqualTo(1);
      }
    }
  }

  @Test
  void an_upgrade_leaves_nothing_but_the_database_behind() throws Exception {
    Path home = folder.resolve("tidy");
    old(home, "2");
    Store.open(StoreSettings.embedded(home)).close();
    try (Stream<Path> files = Files.list(home.resolve("data"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("fieldbridge.mv.db", "fieldbridge.lock");
    }
  }

  /** A server undoes a migration that was not finished, so that only whole versions are left. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "5"})
  void a_server_goes_on_from_the_last_whole_version(String version) {
    StoreSettings settings = Database.POSTGRESQL.fresh();
    Flyway.configure()
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
    try (Store store = Store.open(settings)) {
      assertThat(store.epoch()).isEqualTo(1);
    }
  }

  /** A database as an earlier program left it, with a row in it. */
  private static void old(Path home, String version) throws Exception {
    Files.createDirectories(home.resolve("data"));
    Flyway.configure()
        .dataSource("jdbc:h2:file:" + database(home), "fieldbridge", "")
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + database(home), "fieldbridge", "");
        Statement statement = connection.createStatement()) {
      statement.execute("insert into seen_key values ('scope', 'key', true, current_timestamp)");
    }
  }

  private static Path database(Path home) {
    return home.resolve("data").resolve("fieldbridge").toAbsolutePath();
  }

  private static StoreSettings watched(Path home) {
    String url =
        "jdbc:h2:file:"
            + database(home)
            + ";DATABASE_EVENT_LISTENER='"
            + Images.class.getName()
            + "'";
    return StoreSettings.of(url, "fieldbridge", "", home);
  }

  /** What a process would leave on the disk that died now, at each change of the tables. */
  public static final class Images implements DatabaseEventListener {

    private static Path home;
    private static List<Path> taken = new ArrayList<>();
    private static int statements;

    static synchronized void of(Path watched) {
      home = watched;
      taken = new ArrayList<>();
      statements = 0;
    }

    static synchronized List<Path> taken() {
      return List.copyOf(taken);
    }

    @Override
    public void setProgress(int state, String name, long now, long max) {
      if (state == STATE_STATEMENT_END && changes(String.valueOf(name))) {
        synchronized (Images.class) {
          if (++statements % EVERY == 0) {
            take();
          }
        }
      }
    }

    private static boolean changes(String sql) {
      String word = sql.stripLeading().toLowerCase(Locale.ROOT);
      return Stream.of("create", "alter", "drop", "insert", "update", "delete", "comm")
          .anyMatch(word::startsWith);
    }

    private static void take() {
      Path image = home.resolveSibling(home.getFileName() + "-died-at-" + statements);
      try (Stream<Path> files = Files.list(home.resolve("data"))) {
        Files.createDirectories(image.resolve("data"));
        for (Path file : files.toList()) {
          Files.copy(file, image.resolve("data").resolve(file.getFileName()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      taken.add(image);
    }
  }
}
