package io.fieldbridge.connector.salesforce;

/** A request got no usable answer. */
final class NoAnswerException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean sent;

  /**
   * @param sent false only where the request certainly never left
   */
  NoAnswerException(String text, boolean sent, Throwable cause) {
    super(text, cause);
    this.sent = sent;
  }

  boolean sent() {
    return sent;
  }
}
