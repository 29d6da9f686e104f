package io.fieldbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Makes H2's commits survive a power loss: without {@code CHECKPOINT SYNC} nothing is ever forced
 * to the disk. One call serves every commit that ended before it began. Thread-safe. An interrupt
 * waits until the commit is safe, for the caller must not take a stored change for a lost one.
 */
final class GroupSync {

  private long asked;
  private long served;
  private boolean running;

  /** Returns when everything committed before this call is on the disk. */
  void sync(Connection connection) throws SQLException {
    long ticket;
    synchronized (this) {
      ticket = ++asked;
    }
    long upTo = begin(ticket);
    if (upTo > 0) {
      run(connection, upTo);
    }
  }

  /** The newest ticket that this thread's sync is to serve; 0 when another's sync served ours. */
  private synchronized long begin(long ticket) {
    boolean interrupted = false;
    while (running && served < ticket) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (served >= ticket) {
      return 0;
    }
    running = true;
    return asked;
  }

  private void run(Connection connection, long upTo) throws SQLException {
    boolean done = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute("checkpoint sync");
      done = true;
    } finally {
      end(done ? upTo : 0);
    }
  }

  private synchronized void end(long upTo) {
    running = false;
    served = Math.max(served, upTo);
    notifyAll();
  }
}
