package io.fieldbridge.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The pool of connections, which can be closed for a moment while all who need one wait.
 * Thread-safe.
 */
final class Connections implements AutoCloseable {

  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final Supplier<HikariDataSource> opening;
  private HikariDataSource pool;

  /**
   * @param opening opens another pool after this one was closed; must not fail when the database
   *     cannot be reached just then
   */
  Connections(HikariDataSource pool, Supplier<HikariDataSource> opening) {
    this.pool = pool;
    this.opening = opening;
  }

  /** A connection that is given back by closing the lease, in the same thread. */
  Lease lease() throws SQLException {
    gate.readLock().lock();
    boolean leased = false;
    try {
      Lease lease = new Lease(pool.getConnection());
      leased = true;
      return lease;
    } finally {
      if (!leased) {
        gate.readLock().unlock();
      }
    }
  }

  /** See {@link Pool#renewIfClosed}. */
  void renewIfClosed(SQLException failure) {
    gate.readLock().lock();
    try {
      Pool.renewIfClosed(pool, failure);
    } finally {
      gate.readLock().unlock();
    }
  }

  /**
   * Runs the action while no connection is open and nobody can open one.
   *
   * @return false when somebody kept his connection for longer than the patience lasts
   */
  boolean whileClosed(Duration patience, Action action) throws IOException, InterruptedException {
    if (!gate.writeLock().tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    try {
      pool.close();
      try {
        action.run();
      } finally {
        pool = opening.get();
      }
      return true;
    } finally {
      gate.writeLock().unlock();
    }
  }

  /** Closes the pool, whoever still has one of its connections. */
  @Override
  public void close() {
    gate.readLock().lock();
    try {
      pool.close();
    } finally {
      gate.readLock().unlock();
    }
  }

  /** What is done while the database is closed. */
  interface Action {
    void run() throws IOException;
  }

  /** A connection on loan. */
  final class Lease implements AutoCloseable {

    private final Connection connection;

    private Lease(Connection connection) {
      this.connection = connection;
    }

    Connection connection() {
      return connection;
    }

    @Override
    public void close() throws SQLException {
      try {
        connection.close();
      } finally {
        gate.readLock().unlock();
      }
    }
  }
}
