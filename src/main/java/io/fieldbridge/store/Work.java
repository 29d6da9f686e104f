package io.fieldbridge.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Part of a unit of work. It touches nothing but the database, for it runs again when the database
 * breaks a deadlock.
 */
@FunctionalInterface
public interface Work<T> {
  T run(Connection connection) throws SQLException;
}
