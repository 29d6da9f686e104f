package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.ContractException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The one session that all threads share. Whoever finds it expired asks for a new one; of many who
 * ask at once, one logs in. A refused login is not tried again for a while, for repeated bad logins
 * lock the user.
 */
final class Sessions {

  private static final Duration REFUSAL_HOLDS = Duration.ofSeconds(30);

  private final Supplier<Session> login;
  private final Clock clock;
  private volatile Session session;
  private ContractException refusal;
  private Instant refusedAt;

  Sessions(Supplier<Session> login, Clock clock) {
    this.login = login;
    this.clock = clock;
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
    if (refusal != null && clock.instant().isBefore(refusedAt.plus(REFUSAL_HOLDS))) {
      throw refusal;
    }
    refusal = null;
    try {
      session = login.get();
      return session;
    } catch (ContractException e) {
      refusal = e;
      refusedAt = clock.instant();
      throw e;
    }
  }
}
