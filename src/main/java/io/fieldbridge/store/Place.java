package io.fieldbridge.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Where a database lies, so that a copy of it is told from the original. */
final class Place {

  /** A replica that takes over has the same; a dump that is read in elsewhere has not. */
  private static final String ON_SERVER =
      "select system_identifier || ' ' || datname || ' ' || oid"
          + " from pg_control_system(), pg_database where datname = current_database()";

  private Place() {}

  /** Empty where the server tells nobody. */
  static String of(Dialect dialect, StoreSettings settings, DataSource source) {
    if (dialect == Dialect.H2) {
      return file(EmbeddedFiles.databasePath(EmbeddedFiles.url(settings)));
    }
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(ON_SERVER)) {
      return result.next() ? "server " + result.getString(1) : "";
    } catch (SQLException notAllowed) {
      return "";
    }
  }

  private static String file(Path database) {
    try {
      return database.getParent().toRealPath().resolve(database.getFileName()).toString();
    } catch (IOException e) {
      throw StoreFailures.refused(e);
    }
  }
}
