package io.fieldbridge.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The number under which this process owns the database. */
record Ownership(long fence) {

  static Ownership take(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update store_owner set fence = fence + 1, opened_at = current_timestamp");
      try (ResultSet result = statement.executeQuery("select fence from store_owner")) {
        result.next();
        return new Ownership(result.getLong(1));
      }
    } catch (SQLException e) {
      throw StoreFailures.refused(e);
    }
  }

  /**
   * Keeps the ownership until the transaction ends, or refuses the commit: a server that restarts
   * forgets advisory locks, and another process may have taken over.
   */
  void confirm(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select id from store_owner where fence = ? for share")) {
      statement.setLong(1, fence);
      try (ResultSet result = statement.executeQuery()) {
        if (!result.next()) {
          throw new StoreRefusedException(
              StoreFailures.inUse("Another FieldBridge has taken over the database."));
        }
      }
    }
  }
}
