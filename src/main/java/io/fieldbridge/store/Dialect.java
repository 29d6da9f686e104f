package io.fieldbridge.store;

import io.fieldbridge.failure.Reason;
import java.util.List;
import java.util.Locale;

/** What differs between the two databases; all other SQL is plain. */
enum Dialect {
  H2("select current_timestamp as t"),
  POSTGRESQL("select clock_timestamp() as t");

  private static final String H2_FILE = "jdbc:h2:file:";

  private final String clock;

  Dialect(String clock) {
    this.clock = clock;
  }

  static Dialect of(String jdbcUrl) {
    if (jdbcUrl.startsWith(H2_FILE)) {
      return H2;
    }
    if (jdbcUrl.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new StoreRefusedException(
        Reason.of(
            "store-unknown-database",
            "'" + jdbcUrl + "' names no database that FieldBridge can keep its state in.",
            "Give a URL that starts with jdbc:postgresql: or jdbc:h2:file:, or none for the"
                + " embedded database."));
  }

  String clock() {
    return clock;
  }

  /**
   * The URL with what durability and the life cycle need. H2 writes at each commit instead of every
   * half second, moves nothing about in its file while it closes it, is closed by us and not by a
   * shutdown hook that races with ours, and works on an asynchronous file channel: an interrupt of
   * a thread closes any other, and with it the database.
   */
  String complete(String jdbcUrl) {
    if (this == POSTGRESQL) {
      return jdbcUrl;
    }
    StringBuilder url = new StringBuilder("jdbc:h2:async:");
    url.append(jdbcUrl.substring(H2_FILE.length()));
    for (String option :
        List.of(
            "WRITE_DELAY=0",
            "MAX_COMPACT_TIME=0",
            "DB_CLOSE_ON_EXIT=FALSE",
            "TRACE_LEVEL_FILE=0")) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (!jdbcUrl.toUpperCase(Locale.ROOT).contains(";" + name)) {
        url.append(';').append(option);
      }
    }
    return url.toString();
  }
}
