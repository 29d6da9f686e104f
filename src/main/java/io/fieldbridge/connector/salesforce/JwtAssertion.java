package io.fieldbridge.connector.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** The signed statement that the JWT bearer flow sends (RFC 7523, RS256). */
final class JwtAssertion {

  /** Salesforce accepts a few minutes; the shorter of the figures that are told. */
  private static final Duration LIFETIME = Duration.ofMinutes(3);

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private JwtAssertion() {}

  static String of(String consumerKey, SalesforceCredentials.JwtBearer bearer, Instant now) {
    ObjectNode header = Json.object().put("alg", "RS256");
    ObjectNode claims =
        Json.object()
            .put("iss", consumerKey)
            .put("sub", bearer.userName())
            .put("aud", bearer.audience())
            .put("exp", now.plus(LIFETIME).getEpochSecond());
    String signed =
        BASE64.encodeToString(Json.write(header)) + "." + BASE64.encodeToString(Json.write(claims));
    return signed + "." + BASE64.encodeToString(signature(signed, bearer.key()));
  }

  private static byte[] signature(String text, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new ContractException(
          Reason.of(
              "jwt-key-unusable",
              "The JWT key cannot sign: " + e.getMessage(),
              "Give an RSA key of at least 2048 bits."),
          e);
    }
  }
}
