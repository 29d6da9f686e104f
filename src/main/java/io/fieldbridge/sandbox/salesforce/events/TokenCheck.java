package io.fieldbridge.sandbox.salesforce.events;

/** How the Pub/Sub API asks the org whether a caller may come in. */
@FunctionalInterface
public interface TokenCheck {

  /** What the org says about a caller. */
  enum Verdict {
    ACCEPTED,
    /** The token is unknown, expired or revoked. */
    TOKEN_INVALID,
    /** Instance or tenant are not those of the token. */
    HEADERS_INVALID
  }

  /** Called for each call from several threads; none of the values is null. */
  Verdict check(String accessToken, String instanceUrl, String tenantId);

  /** What the user behind a token may see; all of it unless the org says otherwise. */
  default EventViewer viewer(String accessToken) {
    return EventViewer.ALL;
  }
}
