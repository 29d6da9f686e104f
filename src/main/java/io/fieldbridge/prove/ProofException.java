package io.fieldbridge.prove;

/** The proof itself cannot go on; the sentence is meant for people. */
public final class ProofException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ProofException(String sentence) {
    super(sentence);
  }

  ProofException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
