package io.fieldbridge.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file of the embedded database small. Each commit writes whole pages anew behind the old
 * ones, and H2 uses their room again only where it writes in the background, which would make
 * commits unsure. So the database is closed for a moment, while whoever needs it waits, and what
 * still counts is copied into a file that takes the place of the old one.
 */
final class Compaction {

  static final Duration EVERY = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
  private static final Duration PAUSE_MAX = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration END_WITHIN = Duration.ofMinutes(1);
  private static final long MEGABYTE = 1024L * 1024;

  /** So much of the file may count at most, or it is not worth the copy. */
  private static final int LIVE_PERCENT_MAX = 25;

  private final Connections connections;
  private final StoreSettings settings;
  private final Path file;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, Compaction::daemon, new ThreadPoolExecutor.DiscardPolicy());
  private Duration pause = EVERY;

  Compaction(Connections connections, StoreSettings settings) {
    this.connections = connections;
    this.settings = settings;
    this.file = EmbeddedFiles.file(settings);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Looks after the file until what is returned is run; a server's database looks after itself. */
  static Runnable begin(Dialect dialect, Connections connections, StoreSettings settings) {
    if (dialect != Dialect.H2 || settings.compactFromBytes() == StoreSettings.NEVER) {
      return () -> {};
    }
    Compaction compaction = new Compaction(connections, settings);
    compaction.again(EVERY);
    return compaction::end;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "store:compaction");
    thread.setDaemon(true);
    return thread;
  }

  void again(Duration after) {
    thread.schedule(() -> again(look()), after.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Makes the file small if it is worth it. One that stays large is told, and is no reason to stop.
   *
   * @return how long to wait before the next look: longer with each in a row that was in vain
   */
  Duration look() {
    pause = succeeds() ? EVERY : longer();
    return pause;
  }

  private Duration longer() {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
  }

  private boolean succeeds() {
    try {
      return !isWorthIt() || compact();
    } catch (SQLException | IOException | RuntimeException e) {
      LOG.warn("{} stays as large as it is for now: {}", file, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private boolean isWorthIt() throws SQLException, IOException {
    return Files.size(file) >= settings.compactFromBytes() && livePercent() < LIVE_PERCENT_MAX;
  }

  /** How much of the file H2 still needs: of its parts so many, and so much of each. */
  private int livePercent() throws SQLException {
    int percent = 100;
    try (Connections.Lease lease = connections.lease();
        Statement statement = lease.connection().createStatement();
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

  private boolean compact() throws IOException, InterruptedException {
    long began = System.nanoTime();
    long before = Files.size(file);
    if (!connections.whileClosed(PATIENCE, () -> EmbeddedFiles.compact(settings))) {
      return false;
    }
    LOG.info(
        "The database's file has {} MB instead of {}; it took {} ms, and deliveries waited",
        Files.size(file) / MEGABYTE,
        before / MEGABYTE,
        Duration.ofNanos(System.nanoTime() - began).toMillis());
    return true;
  }

  /** What is under way is finished first; what was to come is not begun. */
  void end() {
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
