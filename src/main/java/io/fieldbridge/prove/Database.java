package io.fieldbridge.prove;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Where the daemon of a run keeps its state: a database that is empty at its beginning. */
public interface Database {

  /** The embedded one, in the run's home folder. */
  Database EMBEDDED = name -> Map.of();

  /** Makes it; the daemon's environment that names it. */
  Map<String, String> fresh(String name);

  /**
   * One of the run's own on a PostgreSQL server.
   *
   * @param url JDBC URL of a database in which databases can be created
   */
  static Database onServer(String url, String user, String password) {
    return name -> {
      String database = name.replaceAll("[^a-z0-9]", "_");
      try (Connection connection = DriverManager.getConnection(url, user, password);
          Statement statement = connection.createStatement()) {
        statement.execute("drop database if exists " + database + " with (force)");
        statement.execute("create database " + database);
      } catch (SQLException e) {
        throw new ProofException(
            "No database can be made on " + url + ": " + e.getMessage().strip(), e);
      }
      return Map.of(
          "FIELDBRIDGE_DATABASE_URL", url.replaceFirst("/[^/?]*(\\?.*)?$", "/" + database + "$1"),
          "FIELDBRIDGE_DATABASE_USER", user,
          "FIELDBRIDGE_DATABASE_PASSWORD", password);
    };
  }
}
