package io.fieldbridge.store;

import io.fieldbridge.failure.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** What the databases' error codes mean to a person. */
final class StoreFailures {

  private static final Set<String> WORTH_ANOTHER_TRY =
      Set.of("40001", "40P01", "23505", "HYT00", "90131");
  private static final int CAUSES_MAX = 20;

  private StoreFailures() {}

  /** Whether the same unit of work may succeed when it runs again: deadlocks and lost races. */
  static boolean isWorthAnotherTry(SQLException failure) {
    return WORTH_ANOTHER_TRY.contains(String.valueOf(failure.getSQLState()));
  }

  static StoreFailedException failed(Throwable failure) {
    return new StoreFailedException(reason(failure), failure);
  }

  static StoreRefusedException refused(Throwable failure) {
    return failure instanceof StoreRefusedException already
        ? already
        : new StoreRefusedException(reason(failure), failure);
  }

  private static Reason reason(Throwable failure) {
    Throwable cause = failure;
    Reason unknown = null;
    for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
      Reason known = known(cause);
      if (known != null) {
        return known;
      }
      if (unknown == null && cause instanceof SQLException) {
        unknown = other(cause);
      }
      cause = cause.getCause();
    }
    return unknown == null ? other(failure) : unknown;
  }

  private static Reason known(Throwable cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof IOException && message.contains("no space left")) {
      return diskFull();
    }
    if (!(cause instanceof SQLException sql)) {
      return null;
    }
    return switch (String.valueOf(sql.getSQLState())) {
      case "53100" -> diskFull();
      case "90020" -> inUse("The database file is open in another process.");
      case "90097", "25006" -> readOnly("The database cannot be written to.");
      case "28000", "28P01" -> login(sql);
      case "08001", "08003", "08004", "08006", "57P01", "57P02", "57P03", "3D000" ->
          unreachable(sql);
      default -> message.contains("no space left") ? diskFull() : null;
    };
  }

  static Reason inUse(String text) {
    return Reason.of(
        "store-in-use",
        text,
        "Only one FieldBridge may run on a database. Stop the other one, or give this one a home"
            + " folder or database of its own.");
  }

  static Reason copied(String before, String place) {
    return Reason.of(
        "store-copied",
        "This database is a copy: it was last used at " + before + ", and lies at " + place + ".",
        "Two copies on one pair of systems would do everything twice. Where the other one is gone"
            + " for good, because it was moved or restored, run ./fieldbridge restore once.");
  }

  static Reason readOnly(String text) {
    return Reason.of(
        "store-read-only",
        text,
        "Give the user that FieldBridge runs as the right to write there, or choose another home"
            + " folder or database.");
  }

  static Reason damaged(Path lastOwner) {
    return Reason.of(
        "store-last-owner-damaged",
        "The file "
            + lastOwner
            + " does not hold the name of a database and a number; it tells a database that was put"
            + " back from a backup.",
        "Delete it and start again. If the database was put back from a backup since the last"
            + " start, say so first: ./fieldbridge restore.");
  }

  static Reason diskFull() {
    return Reason.of(
        "store-disk-full",
        "The disk that holds the database is full; nothing more can be stored.",
        "Free some space. Nothing that was stored is lost, and everything goes on where it stood.");
  }

  private static Reason login(SQLException failure) {
    return Reason.of(
        "store-login",
        "The database refuses the user or the password: " + failure.getMessage(),
        "Check user and password of the database in the configuration.");
  }

  private static Reason unreachable(SQLException failure) {
    return Reason.of(
        "store-unreachable",
        "The database does not answer: " + failure.getMessage(),
        "Check that it runs and that its JDBC URL is right.");
  }

  private static Reason other(Throwable failure) {
    String code = failure instanceof SQLException sql ? "sql-" + sql.getSQLState() : "store-failed";
    return Reason.of(
        code,
        "The database failed: " + failure.getMessage(),
        "See the log for the whole story; the unit of work was undone.");
  }
}
