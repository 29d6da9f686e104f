package io.fieldbridge.connector.salesforce;

/** An event, or a part of it, says what no event can say. */
final class MalformedEventException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedEventException(String text) {
    this(text, null);
  }

  MalformedEventException(String text, Throwable cause) {
    super(text, cause);
  }
}
