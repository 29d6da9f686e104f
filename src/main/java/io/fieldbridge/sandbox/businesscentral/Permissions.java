package io.fieldbridge.sandbox.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an app may not do: it can be disabled as a whole, or denied single sets. Thread-safe. */
final class Permissions {

  private final Map<String, Set<String>> denied = new ConcurrentHashMap<>();
  private final Set<String> disabled = ConcurrentHashMap.newKeySet();

  boolean isEnabled(String client) {
    return !disabled.contains(client);
  }

  /**
   * Refuses a call that touches a denied set.
   *
   * @throws VendorException with the status that the settings name
   */
  void check(String client, Set<String> objects, Switches switches) {
    for (String object : objects) {
      if (denied.getOrDefault(client, Set.of()).contains(object)) {
        throw new VendorException(
            switches.number(Switch.PERMISSION_STATUS),
            "Authorization_RequestDenied",
            "Sorry, the current permissions prevented the action. (TableData of " + object + ")");
      }
    }
  }

  /**
   * Takes {@code client} with {@code enabled}, or with {@code object} and {@code allowed}.
   *
   * @throws IllegalArgumentException with a sentence for people, where the body is wrong
   */
  void change(JsonNode wanted) {
    String client = wanted.path("client").asText();
    if (client.isEmpty()) {
      throw new IllegalArgumentException("'client' must name an app");
    }
    if (wanted.path("enabled").isBoolean()) {
      if (wanted.path("enabled").booleanValue()) {
        disabled.remove(client);
      } else {
        disabled.add(client);
      }
      return;
    }
    String object = wanted.path("object").asText();
    if (object.isEmpty() || !wanted.path("allowed").isBoolean()) {
      throw new IllegalArgumentException("give 'enabled', or 'object' and 'allowed'");
    }
    Set<String> sets = denied.computeIfAbsent(client, name -> ConcurrentHashMap.newKeySet());
    if (wanted.path("allowed").booleanValue()) {
      sets.remove(object);
    } else {
      sets.add(object);
    }
  }

  void reset() {
    denied.clear();
    disabled.clear();
  }
}
