package io.fieldbridge.operator;

import io.fieldbridge.failure.Reason;

/** The daemon understood the request and will not do it; the message says why and what to do. */
final class ControlRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  ControlRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** What was sent makes no sense. */
  static ControlRefusedException malformed(String message) {
    return new ControlRefusedException(400, message);
  }

  /** What was named does not exist. */
  static ControlRefusedException unknown(String message) {
    return new ControlRefusedException(404, message);
  }

  /** Things stand in the way. */
  static ControlRefusedException conflict(String message) {
    return new ControlRefusedException(409, message);
  }

  /** What the inbox said of a message that it would not change. */
  static ControlRefusedException of(Reason reason) {
    String sentence = (reason.text() + " " + reason.advice()).strip();
    return reason.code().equals("message-unknown") ? unknown(sentence) : conflict(sentence);
  }

  /** The HTTP status that says the same. */
  int status() {
    return status;
  }
}
