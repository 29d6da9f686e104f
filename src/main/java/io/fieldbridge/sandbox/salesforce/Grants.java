package io.fieldbridge.sandbox.salesforce;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * What was granted for longer than a session: codes of one use, and refresh tokens. Thread-safe.
 */
final class Grants {

  /** A code, to be redeemed once at the same address; {@code challenge} is null without PKCE. */
  record Code(String consumerKey, String userId, String redirectUri, String challenge) {}

  /** Who may have new sessions, and the tokens of those that were started. */
  record Refresh(String consumerKey, String userId, List<String> sessions) {}

  private static final int SECRET_BYTES = 48;

  private final BooleanSupplier rotates;
  private final Map<String, Code> codes = new ConcurrentHashMap<>();
  private final Map<String, Refresh> refreshes = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  Grants(BooleanSupplier rotates) {
    this.rotates = rotates;
  }

  String code(Code granted) {
    String code = secret();
    codes.put(code, granted);
    return code;
  }

  /** Redeems a code; it is gone then, whatever the outcome. */
  Code redeem(String code, String consumerKey, String redirectUri, String verifier) {
    Code granted = codes.remove(code);
    if (granted == null || !granted.consumerKey.equals(consumerKey)) {
      throw new OAuthError("invalid_grant", "expired authorization code");
    }
    if (!granted.redirectUri.equals(redirectUri)) {
      throw new OAuthError("redirect_uri_mismatch", "redirect_uri must match configuration");
    }
    if (granted.challenge != null && !granted.challenge.equals(challenge(verifier))) {
      throw new OAuthError("invalid_grant", "invalid code verifier");
    }
    return granted;
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** A new refresh token, and the session that it came with. */
  String refreshToken(Session first) {
    String token = "5Aep" + secret();
    List<String> sessions = new ArrayList<>(List.of(first.token()));
    refreshes.put(token, new Refresh(first.consumerKey(), first.userId(), sessions));
    return token;
  }

  Refresh refresh(String token, String consumerKey) {
    Refresh granted = refreshes.get(token);
    if (granted == null || !granted.consumerKey.equals(consumerKey)) {
      throw new OAuthError("invalid_grant", "expired access/refresh token");
    }
    return granted;
  }

  /** Notes a session of the token; gives the token that takes its place, or null. */
  String refreshed(String token, Session session) {
    if (!rotates.getAsBoolean()) {
      synchronized (this) {
        refreshes.get(token).sessions.add(session.token());
      }
      return null;
    }
    refreshes.remove(token);
    return refreshToken(session);
  }

  /**
   * Ends a refresh token; gives the sessions that end with it, null where there is no such token.
   */
  List<String> revoke(String token) {
    Refresh granted = refreshes.remove(token);
    return granted == null ? null : List.copyOf(granted.sessions);
  }

  void clear() {
    codes.clear();
    refreshes.clear();
  }

  private String secret() {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
