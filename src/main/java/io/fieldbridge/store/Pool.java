package io.fieldbridge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.api.ErrorCode;

/** Opens the pool of connections, once the tables are up to date. */
final class Pool {

  private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(10);

  /**
   * A server that takes longer for one statement is taken for gone: without a limit, a connection
   * whose other end has vanished without a word holds its thread for ever.
   */
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);

  private Pool() {}

  static HikariDataSource open(Dialect dialect, StoreSettings settings) {
    if (mustMigrate(dialect, settings)) {
      if (dialect == Dialect.H2) {
        EmbeddedFiles.replace(settings, copy -> migrate(dialect, copy));
      } else {
        migrate(dialect, settings);
      }
    }
    return new HikariDataSource(working(dialect, settings));
  }

  /**
   * H2 closes a database that it could not write to, as on a full disk, and opens it anew only when
   * the last connection of before is gone; those do not say themselves that they are of no use.
   */
  static void renewIfClosed(HikariDataSource pool, SQLException failure) {
    if (failure.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }

  /** Opens a pool once more; a database that cannot be reached is told to who needs it. */
  static HikariDataSource reopen(Dialect dialect, StoreSettings settings) {
    HikariConfig config = working(dialect, settings);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static boolean mustMigrate(Dialect dialect, StoreSettings settings) {
    try (HikariDataSource pool = new HikariDataSource(patient(dialect, settings))) {
      return Migrations.arePending(pool);
    }
  }

  private static void migrate(Dialect dialect, StoreSettings settings) {
    try (HikariDataSource pool = new HikariDataSource(patient(dialect, settings))) {
      Migrations.run(pool);
    }
  }

  private static HikariConfig working(Dialect dialect, StoreSettings settings) {
    HikariConfig config = patient(dialect, settings);
    config.setMaximumPoolSize(settings.connectionsMax());
    if (dialect == Dialect.POSTGRESQL) {
      config.addDataSourceProperty("socketTimeout", Long.toString(ANSWER_WITHIN.toSeconds()));
    }
    return config;
  }

  /** A change of tables takes as long as it takes. */
  private static HikariConfig patient(Dialect dialect, StoreSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(dialect.complete(EmbeddedFiles.url(settings)));
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
    if (dialect == Dialect.POSTGRESQL) {
      config.addDataSourceProperty("tcpKeepAlive", "true");
    }
    return config;
  }
}
