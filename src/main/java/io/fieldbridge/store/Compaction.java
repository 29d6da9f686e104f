package io.fieldbridge.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file of the embedded database small. Each commit writes whole pages anew behind the old
 * ones, and H2 uses their room again only where it writes in the background, which would make
 * commits unsure. So the database is closed for a moment, while whoever needs it waits, and what
 * still counts is copied into a file that takes the place of the old one.
 */
final class Compaction {

  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
  static final Duration EVERY = Duration.ofSeconds(1);
  static final Duration AFTER_FAILURE = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration END_WITHIN = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(1);
  private static final long MEGABYTE = 1024L * 1024;

  /** So much of the file may count at most, or it is not worth the copy. */
  private static final int LIVE_PERCENT_MAX = 25;

  private final HikariDataSource pool;
  private final StoreSettings settings;
  private final Path file;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Compaction::daemon);

  Compaction(HikariDataSource pool, StoreSettings settings) {
    this.pool = pool;
    this.settings = settings;
    this.file = EmbeddedFiles.file(settings);
  }

  /** Looks after the file until what is returned is run; a server's database looks after itself. */
  static Runnable begin(Dialect dialect, HikariDataSource pool, StoreSettings settings) {
    if (dialect != Dialect.H2 || settings.compactFromBytes() == StoreSettings.NEVER) {
      return () -> {};
    }
    Compaction compaction = new Compaction(pool, settings);
    compaction.again(EVERY);
    return compaction::end;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "store:compaction");
    thread.setDaemon(true);
    return thread;
  }

  private void again(Duration pause) {
    if (!thread.isShutdown()) {
      thread.schedule(() -> again(look()), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Makes the file small if it is worth it. One that stays large is told, and is no reason to stop.
   *
   * @return how long to wait before the next look
   */
  Duration look() {
    try {
      if (isWorthIt()) {
        compact();
      }
      return EVERY;
    } catch (SQLException | IOException | RuntimeException e) {
      LOG.warn("{} stays as large as it is for now: {}", file, e.toString());
      return AFTER_FAILURE;
    }
  }

  private boolean isWorthIt() throws SQLException, IOException {
    if (Files.size(file) < settings.compactFromBytes()) {
      return false;
    }
    int live;
    try (Connection connection = pool.getConnection()) {
      live = livePercent(connection);
    }
    return live < LIVE_PERCENT_MAX;
  }

  /** How much of the file H2 still needs: of its parts so many, and so much of each. */
  private static int livePercent(Connection connection) throws SQLException {
    int percent = 100;
    try (Statement statement = connection.createStatement();
        ResultSet rates =
            statement.executeQuery(
                "select cast(setting_value as int) from information_schema.settings"
                    + " where setting_name in ('info.FILL_RATE', 'info.CHUNKS_FILL_RATE')")) {
      while (rates.next()) {
        percent = percent * rates.getInt(1) / 100;
      }
    }
    return percent;
  }

  private void compact() throws SQLException, IOException {
    long began = System.nanoTime();
    long before = Files.size(file);
    HikariPoolMXBean control = pool.getHikariPoolMXBean();
    control.suspendPool();
    try {
      if (!soon(() -> control.getActiveConnections() == 0) || !closed(control)) {
        return;
      }
      EmbeddedFiles.compact(settings);
    } finally {
      control.resumePool();
    }
    LOG.info(
        "The database's file has {} MB instead of {}; it took {} ms, and deliveries waited",
        Files.size(file) / MEGABYTE,
        before / MEGABYTE,
        Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  /** H2 closes the database with its last connection, in the thread that closes that. */
  private boolean closed(HikariPoolMXBean control) throws SQLException {
    try (Connection last = Pool.connection(settings)) {
      control.softEvictConnections();
      return soon(() -> sessions(last) == 1);
    }
  }

  private static int sessions(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery("select count(*) from information_schema.sessions")) {
      count.next();
      return count.getInt(1);
    } catch (SQLException e) {
      throw StoreFailures.failed(e);
    }
  }

  private static boolean soon(BooleanSupplier reached) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return true;
  }

  /** What is under way is finished first. */
  private void end() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("{} is still being copied while the database is closed", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
