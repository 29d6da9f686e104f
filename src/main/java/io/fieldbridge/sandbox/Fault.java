package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * A fault that waits for its request. {@code object} and {@code operation} are null where any will
 * do; {@code times} is how often it shows (-1: until it is cleared) and {@code skip} how many
 * matching requests it lets pass before, so that {@code skip} 4 means the fifth. {@code chance} is
 * what decides, request by request, after those.
 */
public record Fault(
    String fault,
    String object,
    String operation,
    int times,
    int skip,
    long milliseconds,
    int retryAfterSeconds,
    Chance chance,
    Set<String> fitting) {

  /**
   * With which probability (above 0, at most 1) a matching request is hit. The same seed hits the
   * same requests of a sequence.
   */
  public record Chance(double probability, long seed) {

    static final Chance ALWAYS = new Chance(1, 0);
  }

  private static final Set<String> KEYS =
      Set.of(
          "fault",
          "object",
          "operation",
          "times",
          "skip",
          "milliseconds",
          "retryAfterSeconds",
          "probability",
          "seed");
  private static final List<String> BINDING =
      List.of("object", "operation", "skip", "probability", "seed");
  private static final long MILLISECONDS_MAX = 1_200_000;
  private static final long CLOCK_MILLISECONDS_MAX = 366L * 24 * 3_600_000;

  /**
   * Reads a fault as it is posted to the admin path.
   *
   * @throws IllegalArgumentException with a sentence for people, where a key or value is wrong
   */
  static Fault read(JsonNode json, FaultCatalog catalog) {
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(
                    "unknown key '" + key + "', known: " + FaultCatalog.sorted(KEYS));
              }
            });
    FaultCatalog.Kind kind = catalog.kind(json.path("fault").asText());
    if (kind.way() == FaultCatalog.Way.REQUEST && json.path("times").asInt(1) == 0) {
      throw new IllegalArgumentException(
          "'times' must be -1 (until disarmed) or 1 and more, not 0");
    }
    boolean clock = kind.way() == FaultCatalog.Way.LASTING;
    if (clock) {
      requireUnbound(json, kind);
    }
    long most = clock ? CLOCK_MILLISECONDS_MAX : MILLISECONDS_MAX;
    return new Fault(
        kind.name(),
        catalog.object(json.path("object").asText(null)),
        catalog.operation(kind, json.path("operation").asText(null)),
        (int) number(json, "times", clock ? -1 : 1, -1, Integer.MAX_VALUE),
        (int) number(json, "skip", 0, 0, Integer.MAX_VALUE),
        number(json, "milliseconds", kind.milliseconds(), clock ? -most : 0, most),
        (int) number(json, "retryAfterSeconds", 2, -1, Integer.MAX_VALUE),
        new Chance(probability(json), number(json, "seed", 0, Long.MIN_VALUE, Long.MAX_VALUE)),
        kind.operations());
  }

  /** What holds from now on waits for no request. */
  private static void requireUnbound(JsonNode json, FaultCatalog.Kind kind) {
    for (String key : BINDING) {
      if (json.hasNonNull(key)) {
        throw new IllegalArgumentException(
            "'%s' holds from now on until it is disarmed; leave out '%s'"
                .formatted(kind.name(), key));
      }
    }
  }

  /** Whether it waits for a request, so that one that could show at once does not. */
  boolean isBound() {
    return object != null || operation != null || skip > 0 || chance.probability() < 1;
  }

  /** The same as it shows with one request. */
  public Fault once() {
    return left(1, 0);
  }

  ObjectNode toJson() {
    ObjectNode json =
        Json.object()
            .put("fault", fault)
            .put("object", object)
            .put("operation", operation)
            .put("times", times)
            .put("skip", skip)
            .put("milliseconds", milliseconds)
            .put("retryAfterSeconds", retryAfterSeconds);
    return json.put("probability", BigDecimal.valueOf(chance.probability()))
        .put("seed", chance.seed());
  }

  boolean matches(Collection<String> objects, Collection<String> operations) {
    boolean meant =
        operation == null && !fitting.isEmpty()
            ? operations.stream().anyMatch(fitting::contains)
            : in(operations, operation);
    return meant && in(objects, object);
  }

  Fault left(int showings, int passes) {
    return new Fault(
        fault,
        object,
        operation,
        showings,
        passes,
        milliseconds,
        retryAfterSeconds,
        chance,
        fitting);
  }

  private static boolean in(Collection<String> given, String wanted) {
    return wanted == null || given.stream().anyMatch(wanted::equalsIgnoreCase);
  }

  private static double probability(JsonNode json) {
    JsonNode value = json.path("probability");
    if (value.isMissingNode() || value.isNull()) {
      return Chance.ALWAYS.probability();
    }
    if (!value.isNumber() || value.asDouble() <= 0 || value.asDouble() > 1) {
      throw new IllegalArgumentException(
          "'probability' must be a number above 0 and at most 1, not " + value);
    }
    return value.asDouble();
  }

  private static long number(JsonNode json, String key, long otherwise, long least, long most) {
    JsonNode value = json.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    boolean fits = value.isIntegralNumber() && value.canConvertToLong();
    if (!fits || value.asLong() < least || value.asLong() > most) {
      throw new IllegalArgumentException(
          "'%s' must be a whole number from %d to %d, not %s".formatted(key, least, most, value));
    }
    return value.asLong();
  }
}
