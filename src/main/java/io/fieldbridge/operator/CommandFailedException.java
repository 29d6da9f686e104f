package io.fieldbridge.operator;

/** A command could not be done; the message is all that the user sees. Exit code 1. */
public final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CommandFailedException(String message) {
    super(message);
  }
}
