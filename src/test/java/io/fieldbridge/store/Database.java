package io.fieldbridge.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that state can live in. Facts about state are checked on each of them. */
public enum Database {
  H2 {
    @Override
    public StoreSettings fresh() {
      return StoreSettings.embedded(folder());
    }
  },
  POSTGRESQL {
    @Override
    public StoreSettings fresh() {
      String name = "fieldbridge_" + NAMES.incrementAndGet();
      Server.run("create database " + name);
      String url = Server.RUNNING.getJdbcUrl("postgres", name);
      return StoreSettings.of(url, "postgres", "postgres", folder());
    }
  };

  private static final AtomicInteger NAMES = new AtomicInteger();
  private Store shared;

  /** A database of one's own. */
  public abstract StoreSettings fresh();

  /** What a dump of a database becomes that is read in beside it. */
  StoreSettings copyOf(StoreSettings original) {
    String from = original.jdbcUrl().replaceFirst(".*/([^/?]+).*", "$1");
    String name = "fieldbridge_" + NAMES.incrementAndGet();
    Server.run("create database " + name + " template " + from);
    String url = Server.RUNNING.getJdbcUrl("postgres", name);
    return StoreSettings.of(url, original.user(), original.password(), folder());
  }

  /** One open store for all tests that tell their data apart by {@link #name(String)}. */
  public synchronized Store shared() {
    if (shared == null) {
      shared = Store.open(fresh());
    }
    return shared;
  }

  /** A name that no other test uses. */
  public static String name(String beginning) {
    return beginning + "-" + NAMES.incrementAndGet();
  }

  static Path folder() {
    try {
      Path folder = Files.createTempDirectory("fieldbridge-test");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    static void run(String sql) {
      try (Connection connection = RUNNING.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
