package io.fieldbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** How a person goes on when a system refuses or does not answer: looks, and tries again. */
final class Insistence {

  private static final int TRIES = 60;
  private static final long LATEST_COMMIT_SECONDS = 3;

  private Insistence() {}

  /** Repeats what may be repeated. */
  static <T> T until(Supplier<T> action) {
    for (int tries = 1; ; tries++) {
      try {
        return action.get();
      } catch (IllegalStateException | UncheckedIOException e) {
        if (tries == TRIES) {
          throw e;
        }
        pause(100);
      }
    }
  }

  /** Creates once: after a lost answer looks for what may have come of it, late as it may be. */
  static String create(Crm crm, String object, String json, String name) {
    while (true) {
      try {
        return until(() -> refusing(() -> crm.create(object, json)));
      } catch (AnswerLost lost) {
        pause(TimeUnit.SECONDS.toMillis(LATEST_COMMIT_SECONDS));
        Optional<String> found = named(crm, object, name);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
  }

  private static String refusing(Supplier<String> action) {
    try {
      return action.get();
    } catch (UncheckedIOException e) {
      throw new AnswerLost(e);
    }
  }

  private static Optional<String> named(Crm crm, String object, String name) {
    JsonNode found =
        until(() -> crm.query("SELECT Id FROM " + object + " WHERE Name = '" + name + "'"));
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).path("Id").asText());
  }

  static void pause(long milliseconds) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
  }

  private static final class AnswerLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AnswerLost(Throwable cause) {
      super(cause);
    }
  }
}
