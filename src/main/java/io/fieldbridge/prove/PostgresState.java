package io.fieldbridge.prove;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database of one run on a PostgreSQL server. */
record PostgresState(String url, String user, String password, String database)
    implements Database.State {

  static PostgresState fresh(String url, String user, String password, String database) {
    PostgresState state = new PostgresState(url, user, password, database);
    state.count("drop database if exists " + database + " with (force)");
    state.count("create database " + database);
    return state;
  }

  @Override
  public Map<String, String> environment() {
    return Map.of(
        "FIELDBRIDGE_DATABASE_URL",
        url.replaceFirst("/[^/?]*(\\?.*)?$", "/" + database + "$1"),
        "FIELDBRIDGE_DATABASE_USER",
        user,
        "FIELDBRIDGE_DATABASE_PASSWORD",
        password);
  }

  @Override
  public boolean isInUse(Path home) {
    return count("select count(*) from pg_stat_activity where datname = '" + database + "'") > 0;
  }

  /** The number that the statement answers; 0 where it answers nothing. */
  private int count(String statement) {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement one = connection.createStatement()) {
      if (!one.execute(statement)) {
        return 0;
      }
      try (ResultSet rows = one.getResultSet()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new ProofException(
          "The database server " + url + " refuses: " + e.getMessage().strip(), e);
    }
  }
}
