package io.fieldbridge.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the daemon of a run keeps its state: a database that is empty at its beginning. */
public interface Database {

  /** The embedded one, in the run's home folder. */
  Database EMBEDDED = name -> new State() {};

  /** Makes it. */
  State fresh(String name);

  /**
   * One of the run's own on a PostgreSQL server.
   *
   * @param url JDBC URL of a database in which databases can be created
   */
  static Database onServer(String url, String user, String password) {
    return name -> PostgresState.fresh(url, user, password, name.replaceAll("[^a-z0-9]", "_"));
  }

  /** What a run knows of its daemon's database; in itself, the embedded one. */
  interface State {

    /** The daemon's environment that names it. */
    default Map<String, String> environment() {
      return Map.of();
    }

    /** Whether a daemon with this home folder has begun with it. */
    default boolean isInUse(Path home) {
      return Files.exists(home.resolve("data"));
    }
  }
}
