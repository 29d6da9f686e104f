package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxRequest;
import java.util.Optional;

/** The token of a request; the scheme is Bearer or OAuth. */
final class Authorization {

  private Authorization() {}

  static Optional<String> token(SandboxRequest request) {
    return request
        .header("Authorization")
        .filter(header -> header.matches("(?i)(Bearer|OAuth) \\S+"))
        .map(header -> header.substring(header.indexOf(' ') + 1));
  }
}
