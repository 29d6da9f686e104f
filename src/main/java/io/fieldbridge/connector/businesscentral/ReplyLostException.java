package io.fieldbridge.connector.businesscentral;

/** A request was sent, wholly or in part, and no usable answer came: nobody knows what it did. */
final class ReplyLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ReplyLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
