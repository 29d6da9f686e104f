package io.fieldbridge.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes room in H2's file for what is written next. Each commit writes whole pages anew, behind the
 * old ones; H2 moves what still counts out of the way only where it writes in the background, and
 * there no commit is durable. Without this the file grows with every commit, for ever. Thread-safe.
 */
final class Compaction implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);
  private static final Duration EVERY = Duration.ofMillis(250);

  /** At least so much of what the file's full parts hold is to count. */
  private static final int FILL_PERCENT = 50;

  /** So much is moved at a time, for commits wait meanwhile. */
  private static final int BYTES_AT_A_TIME = 1024 * 1024;

  private static final int END_SECONDS = 10;

  private final HikariDataSource pool;
  private final Transactions transactions;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(Compaction::daemon);
  private long writesSeen = -1;

  Compaction(HikariDataSource pool, Transactions transactions) {
    this.pool = pool;
    this.transactions = transactions;
  }

  /** Begins, and goes on until it is closed. */
  void start() {
    long millis = EVERY.toMillis();
    thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "store:compaction");
    thread.setDaemon(true);
    return thread;
  }

  /** What keeps it from working keeps others from storing, and they are told. */
  private void look() {
    try {
      step();
    } catch (SQLException | RuntimeException e) {
      LOG.debug("The database's file is not compacted", e);
    }
  }

  /** One move, where there was a write since the last one that found nothing to move. */
  synchronized void step() throws SQLException {
    boolean moved = false;
    try (Connection connection = pool.getConnection()) {
      MVStore file = file(connection);
      long writes = file.getFileStore().getWriteCount();
      if (writes != writesSeen) {
        moved = file.compact(FILL_PERCENT, BYTES_AT_A_TIME);
        writesSeen = moved ? -1 : writes;
      }
    }
    if (moved) {
      transactions.sync();
    }
  }

  private static MVStore file(Connection connection) throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The database's file is still being compacted while it is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
