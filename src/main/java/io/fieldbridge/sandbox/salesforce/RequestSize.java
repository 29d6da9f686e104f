package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.SandboxRequest;
import io.fieldbridge.sandbox.SandboxResponse;
import java.util.Optional;

/** How long an address may be, by itself and together with the headers. */
final class RequestSize {

  private static final int MOST = 16_384;

  private RequestSize() {}

  /** The refusal of a request that is too long; empty where it is not. */
  static Optional<SandboxResponse> refusal(SandboxRequest request) {
    int uri = request.path().length() + request.query().length();
    if (uri > MOST) {
      return Optional.of(
          Answers.error(414, "URI_TOO_LONG", "The URI is longer than " + MOST + " bytes"));
    }
    int headers =
        request.headers().entrySet().stream()
            .mapToInt(header -> header.getKey().length() + header.getValue().length())
            .sum();
    return uri + headers > MOST
        ? Optional.of(
            Answers.error(
                431, "HEADERS_TOO_LONG", "URI and headers are longer than " + MOST + " bytes"))
        : Optional.empty();
  }
}
