package io.fieldbridge.prove;

/** A system gave no answer; it may have done what it was asked. */
final class NoAnswerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoAnswerException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
