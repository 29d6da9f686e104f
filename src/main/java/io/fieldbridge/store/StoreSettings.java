package io.fieldbridge.store;

import java.nio.file.Path;

/**
 * Where the state lives.
 *
 * @param jdbcUrl a {@code jdbc:postgresql:} or {@code jdbc:h2:file:} URL, or empty for the H2 file
 *     {@code <home>/data/fieldbridge}
 * @param user the database user
 * @param password never shown, never logged
 * @param home the home folder
 * @param connectionsMax size of the pool, at least 2
 * @param compactFromBytes how large the embedded database's file is at least when what no longer
 *     counts is thrown out of it
 */
public record StoreSettings(
    String jdbcUrl,
    String user,
    String password,
    Path home,
    int connectionsMax,
    long compactFromBytes) {

  static final long NEVER = Long.MAX_VALUE;

  private static final int CONNECTIONS = 10;

  /** The embedded database in the home folder. */
  public static StoreSettings embedded(Path home) {
    return new StoreSettings("", "fieldbridge", "", home, CONNECTIONS, NEVER);
  }

  /** A database by URL. An empty URL stands for the embedded one. */
  public static StoreSettings of(String jdbcUrl, String user, String password, Path home) {
    return new StoreSettings(jdbcUrl, user, password, home, CONNECTIONS, NEVER);
  }

  /** The same, with an embedded database's file that is kept small; otherwise it only grows. */
  public StoreSettings compactedFrom(long bytes) {
    return new StoreSettings(jdbcUrl, user, password, home, connectionsMax, bytes);
  }

  Path dataFolder() {
    return home.resolve("data");
  }

  @Override
  public String toString() {
    return "StoreSettings[jdbcUrl=" + jdbcUrl + ", user=" + user + ", home=" + home + "]";
  }
}
