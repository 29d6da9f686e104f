package io.fieldbridge.store;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, joins, commits, undoes and repeats units of work. */
final class Transactions {

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  /** The pause before another try is shorter than this, and grows by as much with each. */
  private static final long STEP_NANOS = 10_000_000;

  private final ThreadLocal<UnitOfWork> open = new ThreadLocal<>();
  private final Connections connections;
  private final Dialect dialect;
  private final Ownership ownership;
  private final int triesMax;
  private final GroupSync groupSync = new GroupSync();
  private final ReentrantLock queues = new ReentrantLock(true);

  Transactions(Connections connections, Dialect dialect, Ownership ownership, int triesMax) {
    this.connections = connections;
    this.dialect = dialect;
    this.ownership = ownership;
    this.triesMax = triesMax;
  }

  /** Work on the open unit. */
  interface Part<T> {
    T run(UnitOfWork unit) throws SQLException;
  }

  <T> T run(Part<T> part) {
    UnitOfWork joined = open.get();
    return joined == null ? begin(part) : join(joined, part);
  }

  <T> T read(Store.OnConnection<T> query) {
    UnitOfWork joined = open.get();
    if (joined != null) {
      return join(joined, unit -> query.run(unit.connection));
    }
    try (Connections.Lease lease = connections.lease()) {
      return query.run(lease.connection());
    } catch (SQLException e) {
      connections.renewIfClosed(e);
      throw StoreFailures.failed(e);
    }
  }

  void afterCommit(Runnable hook) {
    UnitOfWork unit = open.get();
    if (unit == null) {
      hook.run();
    } else {
      unit.afterCommit(hook);
    }
  }

  /**
   * Lets no other thread past here until the thread's unit of work ends. One lock for all keys: in
   * whatever order units of work come to their keys, they never wait for each other in a circle.
   */
  void holdQueues() {
    UnitOfWork unit = open.get();
    if (unit == null) {
      throw new IllegalStateException(
          "what is held is held until a unit of work ends; none is open");
    }
    if (!unit.holdsQueues()) {
      queues.lock();
      unit.holdsQueues(true);
    }
  }

  private void letGo(UnitOfWork unit) {
    if (unit != null && unit.holdsQueues()) {
      unit.holdsQueues(false);
      queues.unlock();
    }
  }

  private static <T> T join(UnitOfWork unit, Part<T> part) {
    boolean done = false;
    try {
      T result = part.run(unit);
      done = true;
      return result;
    } catch (SQLException e) {
      unit.noteFailure(e);
      throw new PartFailedException(e);
    } finally {
      if (!done) {
        unit.breakUp();
      }
    }
  }

  private <T> T begin(Part<T> part) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(part);
      } catch (PartFailedException e) {
        connections.renewIfClosed(e.failure());
        if (attempt >= triesMax || !StoreFailures.isWorthAnotherTry(e.failure())) {
          throw StoreFailures.failed(e.failure());
        }
        stepAside(attempt);
      }
    }
  }

  /** Two that have met come back at different moments, or they meet again and again. */
  private static void stepAside(int attempt) {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * STEP_NANOS));
  }

  private <T> T once(Part<T> part) {
    UnitOfWork unit = null;
    T result;
    try (Connections.Lease lease = connections.lease()) {
      lease.connection().setAutoCommit(false);
      unit = new UnitOfWork(lease.connection());
      open.set(unit);
      result = finish(unit, part);
    } catch (SQLException e) {
      throw new PartFailedException(e);
    } catch (RuntimeException e) {
      throw unwrapped(unit, e);
    } finally {
      open.remove();
      letGo(unit);
    }
    unit.hooks().forEach(Transactions::runHook);
    return result;
  }

  /** A lost race is told as such, whatever the caller's code has made of it on the way out. */
  private static RuntimeException unwrapped(UnitOfWork unit, RuntimeException told) {
    if (unit == null || told instanceof PartFailedException) {
      return told;
    }
    return unit.failure()
        .filter(StoreFailures::isWorthAnotherTry)
        .<RuntimeException>map(PartFailedException::new)
        .orElse(told);
  }

  private <T> T finish(UnitOfWork unit, Part<T> part) throws SQLException {
    try {
      T result = part.run(unit);
      if (unit.isBroken()) {
        throw new IllegalStateException(
            "a part of this unit of work failed, so it cannot be committed");
      }
      commit(unit);
      return result;
    } catch (SQLException | RuntimeException e) {
      undo(unit, e);
      throw e;
    }
  }

  /** A connection that broke cannot undo anything, and its server does so by itself. */
  private static void undo(UnitOfWork unit, Exception failure) {
    try {
      unit.connection.rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  private void commit(UnitOfWork unit) throws SQLException {
    if (unit.wrote() && dialect == Dialect.POSTGRESQL) {
      ownership.confirm(unit.connection);
    }
    unit.connection.commit();
    letGo(unit);
    if (unit.wrote() && dialect == Dialect.H2) {
      groupSync.sync(unit.connection);
    }
  }

  private static void runHook(Runnable hook) {
    try {
      hook.run();
    } catch (RuntimeException e) {
      LOG.error("What was to follow a commit failed; the commit stands.", e);
    }
  }

  /** Carries a database failure through a caller's code to the outermost unit of work. */
  private static final class PartFailedException extends StoreFailedException {

    private static final long serialVersionUID = 1L;

    PartFailedException(SQLException failure) {
      super(StoreFailures.failed(failure).reason(), failure);
    }

    SQLException failure() {
      return (SQLException) getCause();
    }
  }
}
