package io.fieldbridge.operator;

/** The daemon understood the request and will not do it; the message says why and what to do. */
final class ControlRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  ControlRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status that says the same. */
  int status() {
    return status;
  }
}
