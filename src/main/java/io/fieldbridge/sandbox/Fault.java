package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;

/**
 * A fault that waits for its request. {@code object} and {@code operation} are null where any will
 * do; {@code times} is how often it shows (-1: until it is cleared) and {@code skip} how many
 * matching requests it lets pass before.
 */
public record Fault(
    String fault,
    String object,
    String operation,
    int times,
    int skip,
    long milliseconds,
    int retryAfterSeconds) {

  private static final Set<String> KEYS =
      Set.of("fault", "object", "operation", "times", "skip", "milliseconds", "retryAfterSeconds");
  private static final long MILLISECONDS_MAX = 1_200_000;

  /**
   * Reads a fault as it is posted to the admin path.
   *
   * @throws IllegalArgumentException with a sentence for people, where a key or value is wrong
   */
  static Fault read(JsonNode json, Set<String> names) {
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("unknown key '" + key + "', known: " + KEYS);
              }
            });
    String name = json.path("fault").asText();
    if (!names.contains(name)) {
      throw new IllegalArgumentException("unknown fault '" + name + "', known: " + names);
    }
    return new Fault(
        name,
        json.path("object").asText(null),
        json.path("operation").asText(null),
        (int) number(json, "times", 1, Integer.MAX_VALUE),
        (int) number(json, "skip", 0, Integer.MAX_VALUE),
        number(json, "milliseconds", 500, MILLISECONDS_MAX),
        (int) number(json, "retryAfterSeconds", 2, Integer.MAX_VALUE));
  }

  ObjectNode toJson() {
    return Json.object()
        .put("fault", fault)
        .put("object", object)
        .put("operation", operation)
        .put("times", times)
        .put("skip", skip)
        .put("milliseconds", milliseconds)
        .put("retryAfterSeconds", retryAfterSeconds);
  }

  boolean matches(Collection<String> objects, Collection<String> operations) {
    return in(objects, object) && in(operations, operation);
  }

  Fault skippedOnce() {
    return new Fault(fault, object, operation, times, skip - 1, milliseconds, retryAfterSeconds);
  }

  Fault shownOnce() {
    return new Fault(fault, object, operation, times - 1, skip, milliseconds, retryAfterSeconds);
  }

  private static boolean in(Collection<String> given, String wanted) {
    return wanted == null || given.stream().anyMatch(wanted::equalsIgnoreCase);
  }

  private static long number(JsonNode json, String key, long otherwise, long most) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    boolean fits = value.isIntegralNumber() && value.canConvertToLong();
    if (!fits || value.asLong() < -1 || value.asLong() > most) {
      throw new IllegalArgumentException(
          "'" + key + "' must be a whole number of at most " + most + ", not " + value);
    }
    return value.asLong();
  }
}
