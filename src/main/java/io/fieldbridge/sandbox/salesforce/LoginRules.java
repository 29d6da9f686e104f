package io.fieldbridge.sandbox.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Whether a user may log in at this moment. Thread-safe. */
final class LoginRules {

  private static final Duration WINDOW = Duration.ofHours(1);

  private final InstantSource clock;
  private final Supplier<ApiRules> rules;
  private final Map<String, Deque<Instant>> logins = new ConcurrentHashMap<>();

  LoginRules(InstantSource clock, Supplier<ApiRules> rules) {
    this.clock = clock;
    this.rules = rules;
  }

  /**
   * Counts a login.
   *
   * @throws OAuthError where it is one too many, or all are refused
   */
  void check(String userId) {
    String refusal = rules.get().refuseLoginsWith();
    if (!refusal.isEmpty()) {
      String[] parts = refusal.split(": ", 2);
      throw new OAuthError(parts[0], parts[1]);
    }
    Deque<Instant> own = logins.computeIfAbsent(userId, any -> new ArrayDeque<>());
    synchronized (own) {
      Instant now = clock.instant();
      while (!own.isEmpty() && own.getFirst().plus(WINDOW).isBefore(now)) {
        own.removeFirst();
      }
      if (own.size() >= rules.get().loginsPerHour()) {
        throw new OAuthError("rate_limit_exceeded", "login rate exceeded");
      }
      own.addLast(now);
    }
  }

  void reset() {
    logins.clear();
  }
}
