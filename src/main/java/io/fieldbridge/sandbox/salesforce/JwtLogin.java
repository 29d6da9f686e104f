package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;

/**
 * Checks the assertion of a JWT bearer login. Padded base64 and an expiry as text are taken too,
 * since Camel sends both, and an expiry in any future, since the vendor's own command line tool
 * sends milliseconds.
 */
final class JwtLogin {

  /** Who wants in, through which app. */
  record Claim(String consumerKey, String username) {}

  private static final Set<String> LOGIN_HOSTS =
      Set.of("https://login.salesforce.com", "https://test.salesforce.com");

  private final ConsumerApps apps;
  private final InstantSource clock;

  JwtLogin(ConsumerApps apps, InstantSource clock) {
    this.apps = apps;
    this.clock = clock;
  }

  /**
   * @param ownUrl the org's own address, which is an audience too
   */
  Claim check(String assertion, String ownUrl) {
    String[] parts = assertion.split("\\.", -1);
    if (parts.length != 3) {
      throw new OAuthError("invalid_grant", "invalid assertion");
    }
    JsonNode claims = json(parts[1]);
    String consumerKey = claims.path("iss").asText();
    if (apps.find(consumerKey).isEmpty()) {
      throw new OAuthError("invalid_client_id", "client identifier invalid");
    }
    byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    boolean known = json(parts[0]).path("alg").asText().equals("RS256");
    if (!known || !apps.signed(consumerKey, signed, bytes(parts[2]))) {
      throw new OAuthError("invalid_grant", "invalid assertion");
    }
    String audience = claims.path("aud").asText().replaceFirst("/$", "");
    if (!LOGIN_HOSTS.contains(audience) && !audience.equals(ownUrl)) {
      throw new OAuthError("invalid_grant", "audience is invalid");
    }
    checkExpiry(claims.path("exp").asLong());
    return new Claim(consumerKey, claims.path("sub").asText());
  }

  private void checkExpiry(long epochSeconds) {
    if (epochSeconds < clock.instant().getEpochSecond()) {
      throw new OAuthError("invalid_grant", "expired authorization code");
    }
  }

  private static JsonNode json(String part) {
    try {
      return Json.MAPPER.readTree(new String(bytes(part), StandardCharsets.UTF_8));
    } catch (JsonProcessingException unreadable) {
      throw new OAuthError("invalid_grant", "invalid assertion");
    }
  }

  private static byte[] bytes(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException unreadable) {
      throw new OAuthError("invalid_grant", "invalid assertion");
    }
  }
}
