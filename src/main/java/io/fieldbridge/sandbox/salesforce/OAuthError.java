package io.fieldbridge.sandbox.salesforce;

/** A refused login: {@code error} is for programs, the message for people. */
final class OAuthError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String error;

  OAuthError(String error, String description) {
    super(description, null, false, false);
    this.error = error;
  }

  String error() {
    return error;
  }
}
