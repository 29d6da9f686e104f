package io.fieldbridge.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The number under which this process owns the database. It only grows; a home folder remembers the
 * last one, so that a database put back from a backup is told by its lower number.
 */
record Ownership(long fence, boolean restored) {

  /**
   * @param place where the database lies, or empty where that is not known
   * @param moved whether a person says that it lay elsewhere before
   * @throws StoreRefusedException when it lay elsewhere before and nobody says so
   */
  static Ownership take(DataSource source, Path home, String place, boolean moved) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      if (!moved) {
        refuseCopy(connection, place);
      }
      LastOwner here = read(connection);
      LastOwner seen = LastOwner.load(home).filter(here::isOfSameDatabase).orElse(here);
      boolean restored = seen.fence() > here.fence();
      LastOwner next = new LastOwner(here.database(), Math.max(seen.fence(), here.fence()) + 1);
      write(connection, next, restored);
      writePlace(connection, place);
      connection.commit();
      next.save(home);
      return new Ownership(next.fence(), restored);
    } catch (SQLException e) {
      throw StoreFailures.refused(e);
    }
  }

  /** A copy knows all links and feeds of the original, and would do its work a second time. */
  private static void refuseCopy(Connection connection, String place) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select place from store_owner")) {
      result.next();
      String before = result.getString(1);
      if (!before.isEmpty() && !place.isEmpty() && !before.equals(place)) {
        throw new StoreRefusedException(StoreFailures.copied(before, place));
      }
    }
  }

  private static void writePlace(Connection connection, String place) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update store_owner set place = ?")) {
      statement.setString(1, place);
      statement.executeUpdate();
    }
  }

  private static LastOwner read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select database_id, fence from store_owner")) {
      result.next();
      String database = result.getString(1);
      return new LastOwner(
          database.isEmpty() ? UUID.randomUUID().toString() : database, result.getLong(2));
    }
  }

  private static void write(Connection connection, LastOwner next, boolean restored)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update store_owner set database_id = ?, fence = ?, epoch = epoch + ?,"
                + " opened_at = current_timestamp")) {
      statement.setString(1, next.database());
      statement.setLong(2, next.fence());
      statement.setInt(3, restored ? 1 : 0);
      statement.executeUpdate();
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
