package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token of a request; the scheme is Bearer or OAuth. */
final class Authorization {

  private static final Pattern BEARER = Pattern.compile("(?i)(?:Bearer|OAuth) (\\S+)");

  private Authorization() {}

  static Optional<String> token(SandboxRequest request) {
    return request
        .header("Authorization")
        .map(BEARER::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1));
  }
}
