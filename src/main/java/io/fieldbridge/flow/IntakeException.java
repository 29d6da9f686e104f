package io.fieldbridge.flow;

import io.fieldbridge.model.Change;

/** A change could not be stored; the feed stands still and offers it again. */
final class IntakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  IntakeException(String route, Change change, Throwable cause) {
    super(
        "Route '"
            + route
            + "' could not store the change "
            + change.id()
            + " of "
            + change.record()
            + "; the feed waits and offers it again: "
            + cause.getMessage(),
        cause);
  }
}
