package io.fieldbridge.sandbox.salesforce;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The external client apps that may log in, each with the user it runs as. Thread-safe. */
final class ConsumerApps {

  /** An app; the secret is checked in constant time. */
  record App(String key, String secret, String username) {

    boolean knows(String given) {
      return MessageDigest.isEqual(
          secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
  }

  static final String INTEGRATION_USER = "integration@fieldbridge.example";
  static final String SALES_USER = "sales@fieldbridge.example";
  static final String TECHNICIAN_USER = "technician@fieldbridge.example";

  private final Map<String, App> apps =
      Map.of(
          "fieldbridge-demo",
          new App("fieldbridge-demo", "fieldbridge-demo-secret", INTEGRATION_USER),
          "sales-demo",
          new App("sales-demo", "sales-demo-secret", SALES_USER),
          "technician-demo",
          new App("technician-demo", "technician-demo-secret", TECHNICIAN_USER));
  private final Map<String, List<PublicKey>> keys = new ConcurrentHashMap<>();

  Optional<App> find(String consumerKey) {
    return Optional.ofNullable(consumerKey).map(apps::get);
  }

  /** Lets an app log in by JWT with the private key that belongs to this one. */
  void register(String consumerKey, PublicKey key) {
    keys.computeIfAbsent(consumerKey, any -> new CopyOnWriteArrayList<>()).add(key);
  }

  void registerForAll(PublicKey key) {
    apps.keySet().forEach(app -> register(app, key));
  }

  /** Whether one of the app's keys made this RS256 signature. */
  boolean signed(String consumerKey, byte[] text, byte[] signature) {
    return keys.getOrDefault(consumerKey, List.of()).stream()
        .anyMatch(key -> verifies(key, text, signature));
  }

  private static boolean verifies(PublicKey key, byte[] text, byte[] signature) {
    try {
      Signature check = Signature.getInstance("SHA256withRSA");
      check.initVerify(key);
      check.update(text);
      return check.verify(signature);
    } catch (GeneralSecurityException unusable) {
      return false;
    }
  }
}
