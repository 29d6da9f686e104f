package io.fieldbridge.sandbox.salesforce;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The open sessions of the org. Thread-safe. */
final class Sessions {

  /** The org's id in the form of 15 characters, as tokens begin with it. */
  static final String ORG_ID = "00DFB0000000001";

  private static final int SECRET_BYTES = 48;

  private final InstantSource clock;
  private final LongSupplier idleSeconds;
  private final Consumer<String> ended;
  private final LoginRules rules;
  private final Map<String, Session> open = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  Sessions(
      InstantSource clock, LongSupplier idleSeconds, LoginRules rules, Consumer<String> ended) {
    this.clock = clock;
    this.idleSeconds = idleSeconds;
    this.rules = rules;
    this.ended = ended;
  }

  InstantSource clock() {
    return clock;
  }

  /**
   * Starts a session for somebody who logs in.
   *
   * @throws OAuthError where the org's rules for logins refuse it
   */
  Session login(String userId, String consumerKey) {
    rules.check(userId);
    return start(userId, consumerKey);
  }

  Session start(String userId, String consumerKey) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String token = ORG_ID + "!" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Session session = new Session(token, userId, consumerKey, clock.instant());
    open.put(token, session);
    return session;
  }

  /** The open session of a token; using it keeps it open. */
  Optional<Session> of(String token) {
    Instant now = clock.instant();
    Session session =
        open.computeIfPresent(
            token, (key, known) -> expiry(known).isBefore(now) ? null : known.usedAt(now));
    return Optional.ofNullable(session);
  }

  /** When a session ends unless it is used. */
  Instant expiry(Session session) {
    return session.lastUse().plusSeconds(idleSeconds.getAsLong());
  }

  /** Ends a session; false where there is none. */
  boolean end(String token) {
    boolean known = open.remove(token) != null;
    if (known) {
      ended.accept(token);
    }
    return known;
  }

  void endAll() {
    List.copyOf(open.keySet()).forEach(this::end);
  }

  /** Ends all sessions and forgets how often anybody has logged in. */
  void reset() {
    endAll();
    rules.reset();
  }
}
