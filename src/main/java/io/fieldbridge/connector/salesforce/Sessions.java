package io.fieldbridge.connector.salesforce;

import java.util.function.Supplier;

/**
 * The one session that all threads share. Whoever finds it expired asks for a new one; of many who
 * ask at once, one logs in.
 */
final class Sessions {

  private final Supplier<Session> login;
  private volatile Session session;

  Sessions(Supplier<Session> login) {
    this.login = login;
  }

  Session current() {
    Session known = session;
    return known != null ? known : renew(null);
  }

  /** A session other than the given one, which has expired. */
  synchronized Session renew(Session expired) {
    if (session != null && session != expired) {
      return session;
    }
    session = login.get();
    return session;
  }
}
