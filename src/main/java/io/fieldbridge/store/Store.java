package io.fieldbridge.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The database that holds all state. One process owns it at a time. Thread-safe.
 *
 * <p>A thread has at most one transaction open; everything that it asks of the store meanwhile
 * joins it, so that effect, link, message and journal close together. When any part throws, the
 * whole is undone. A unit of work that loses against another (deadlock, two inserts of one key)
 * runs again from its start, at most {@value #TRIES_MAX} times; it must therefore touch nothing but
 * the database.
 */
public final class Store implements AutoCloseable {

  private static final int TRIES_MAX = 5;

  private final Dialect dialect;
  private final Runnable end;
  private final Transactions transactions;
  private final Ownership ownership;
  private final Sealing sealing;
  private final Parameters parameters;

  private Store(
      Dialect dialect,
      Transactions transactions,
      Ownership ownership,
      Sealing sealing,
      Runnable end) {
    this.sealing = sealing;
    this.parameters = new Parameters(sealing);
    this.dialect = dialect;
    this.end = end;
    this.ownership = ownership;
    this.transactions = transactions;
  }

  /**
   * Opens the database, brings its tables up to date and takes ownership.
   *
   * @throws StoreRefusedException when it is in use, read-only, full, newer than the program, a
   *     copy of one that lies elsewhere, or not reachable; nothing is left open
   */
  public static Store open(StoreSettings settings) {
    return open(settings, Sealing.none());
  }

  /**
   * As {@link #open(StoreSettings)}, with payloads encrypted from now on.
   *
   * @throws StoreRefusedException also where none of the keys opens what the database holds
   */
  public static Store open(StoreSettings settings, Sealing sealing) {
    return open(settings, sealing, false);
  }

  /**
   * As {@link #open(StoreSettings, Sealing)}, also where the database lay elsewhere before, because
   * it was moved or put back from a backup.
   */
  public static Store openMoved(StoreSettings settings, Sealing sealing) {
    return open(settings, sealing, true);
  }

  private static Store open(StoreSettings settings, Sealing sealing, boolean moved) {
    Dialect dialect = Dialect.of(EmbeddedFiles.url(settings));
    Deque<Runnable> end = new ArrayDeque<>();
    OwnerLock lock = EmbeddedFiles.lock(dialect, settings);
    end.push(lock::close);
    try {
      HikariDataSource pool = Pool.open(dialect, settings);
      Connections connections = new Connections(pool, () -> Pool.reopen(dialect, settings));
      end.push(connections::close);
      Ownership ownership =
          Ownership.take(pool, settings.home(), Place.of(dialect, settings, pool), moved);
      Transactions transactions = new Transactions(connections, dialect, ownership, TRIES_MAX);
      Store store =
          new Store(dialect, transactions, ownership, sealing, () -> end.forEach(Runnable::run));
      store.first("select payload from message order by id desc limit 1", r -> r.json("payload"));
      end.push(Compaction.begin(dialect, connections, settings));
      return store;
    } catch (RuntimeException e) {
      end.forEach(Runnable::run);
      throw StoreFailures.refused(e);
    }
  }

  /** Runs work in the thread's transaction, or in a new one that ends with the call. */
  public <T> T inTransaction(Work<T> work) {
    return transactions.run(
        unit -> {
          unit.noteWrite();
          return work.run(unit.connection);
        });
  }

  /** Runs work that uses only the store's own methods; what only reads costs no disk write. */
  public <T> T inTransaction(Supplier<T> work) {
    return transactions.run(unit -> work.get());
  }

  /** As {@link #inTransaction(Supplier)}, with nothing to return. */
  public void inTransaction(Runnable work) {
    transactions.run(
        unit -> {
          work.run();
          return null;
        });
  }

  /**
   * Runs the hook once the thread's transaction is durable, never if it is undone; at once when
   * none is open. What a hook throws is logged, for the transaction stands.
   */
  public void afterCommit(Runnable hook) {
    transactions.afterCommit(hook);
  }

  /** The rows that the query gives, read whole: ask for a page. */
  public <T> List<T> list(String sql, RowReader<T> reader, Object... values) {
    return transactions.read(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            this.parameters.set(statement, values);
            return rows(statement, reader);
          }
        });
  }

  /** The first row that the query gives. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, Object... values) {
    return list(sql, reader, values).stream().findFirst();
  }

  /** Changes rows; the number of rows changed. */
  public int update(String sql, Object... values) {
    return transactions.run(
        unit -> {
          unit.noteWrite();
          try (PreparedStatement statement = unit.connection.prepareStatement(sql)) {
            this.parameters.set(statement, values);
            return statement.executeUpdate();
          }
        });
  }

  /** Inserts a row into a table whose generated key is called {@code id}; the key. */
  public long insert(String sql, Object... values) {
    return transactions.run(
        unit -> {
          unit.noteWrite();
          try (PreparedStatement statement =
              unit.connection.prepareStatement(sql, new String[] {"id"})) {
            this.parameters.set(statement, values);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
              keys.next();
              return keys.getLong(1);
            }
          }
        });
  }

  /**
   * Holds the order of the inbox's queues until the transaction ends: no other thread gets past
   * here before. To be called inside a transaction, as often as needed. It is a lock of this
   * process, for one process owns the database.
   */
  public void holdQueues() {
    transactions.holdQueues();
  }

  /** Whether a JSON text is short enough for its column, encrypted or not. */
  public boolean takes(String json) {
    return sealing.fits(json, JsonText.LENGTH_MAX);
  }

  /** The database's clock. */
  public Instant now() {
    return first(dialect.clock(), row -> row.instant("t")).orElseThrow();
  }

  /** Grows with each process that takes ownership; work of an earlier owner is told by it. */
  public long fence() {
    return ownership.fence();
  }

  /** Whether the database was found older at this start than this home folder has seen it. */
  public boolean wasRestored() {
    return ownership.restored();
  }

  /** How often this database has been put back from a backup, plus one. */
  public long epoch() {
    return first("select epoch from store_owner", row -> row.number("epoch")).orElseThrow();
  }

  /**
   * To be called after a restore that the store could not see ({@link #wasRestored}), as when the
   * whole home folder was put back: what happened after the backup is not in here.
   */
  public void startEpoch() {
    update("update store_owner set epoch = epoch + 1");
  }

  @Override
  public void close() {
    end.run();
  }

  private <T> List<T> rows(PreparedStatement statement, RowReader<T> reader) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      Row row = new Row(result, sealing);
      while (result.next()) {
        rows.add(reader.read(row));
      }
      return rows;
    }
  }

  /** A piece of work on a connection. */
  interface OnConnection<T> {
    T run(Connection connection) throws SQLException;
  }
}
