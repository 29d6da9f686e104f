package io.fieldbridge.sandbox.salesforce.streaming;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The clients that are known, until they are lost. Thread-safe. */
final class Clients {

  static final String COOKIE = "BAYEUX_BROWSER";
  private static final int ID_BYTES = 20;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, BayeuxClient> known = new ConcurrentHashMap<>();

  BayeuxClient add(String cookie) {
    BayeuxClient client = new BayeuxClient(random(), cookie);
    known.put(client.id(), client);
    return client;
  }

  /** Null where it is not known, or was lost. */
  BayeuxClient find(String id, StreamingSettings settings) {
    forgetLost(settings);
    return known.get(id);
  }

  int count(StreamingSettings settings) {
    forgetLost(settings);
    return known.size();
  }

  void remove(BayeuxClient client) {
    known.remove(client.id());
  }

  void clear() {
    known.clear();
  }

  static String random() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void forgetLost(StreamingSettings settings) {
    known.values().removeIf(client -> client.isLost(settings.reconnectMilliseconds()));
  }
}
