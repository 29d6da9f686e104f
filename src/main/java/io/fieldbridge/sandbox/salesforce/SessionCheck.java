package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.salesforce.events.EventViewer;
import io.fieldbridge.sandbox.salesforce.events.TokenCheck;

/** Lets callers of the event APIs in by the org's sessions. */
final class SessionCheck implements TokenCheck {

  private final OrgEvents.OpenSessions session;

  SessionCheck(OrgEvents.OpenSessions session) {
    this.session = session;
  }

  @Override
  public Verdict check(String token, String instance, String tenant) {
    if (!session.open(token)) {
      return Verdict.TOKEN_INVALID;
    }
    return tenant.equals(Users.ORG_ID) && instance.startsWith(session.url())
        ? Verdict.ACCEPTED
        : Verdict.HEADERS_INVALID;
  }

  @Override
  public EventViewer viewer(String token) {
    return session.viewer(token);
  }
}
