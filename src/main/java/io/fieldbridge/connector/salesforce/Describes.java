package io.fieldbridge.connector.salesforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the org what its objects look like, and remembers for a while. Thread-safe. */
final class Describes {

  private static final Duration HOLDS = Duration.ofMinutes(10);
  private static final Set<String> UNKNOWN = Set.of("NOT_FOUND", "INVALID_TYPE");

  private record Known(Optional<Description> description, Instant at) {}

  private final RestClient rest;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  Describes(RestClient rest, Clock clock) {
    this.rest = rest;
    this.clock = clock;
  }

  /** The object's description, empty where the org has none of that name. */
  Optional<Description> of(String object) {
    Known before = known.get(object);
    if (before != null && clock.instant().isBefore(before.at().plus(HOLDS))) {
      return before.description();
    }
    return fresh(object);
  }

  /** From now on everything is asked anew. */
  void forget() {
    known.clear();
  }

  /** As {@link #of}, asked of the org now. */
  Optional<Description> fresh(String object) {
    String what = "the description of " + object;
    String path = rest.path("/sobjects/" + Soql.object(object) + "/describe");
    RestAnswer answer = rest.send(RestRequest.get("schema", what, path));
    Optional<Description> description;
    if (answer.success()) {
      description = Optional.of(Description.of(object, answer.json(what)));
    } else if (UNKNOWN.contains(answer.error().code())) {
      description = Optional.empty();
    } else {
      throw SalesforceFailures.of(answer, what);
    }
    known.put(object, new Known(description, clock.instant()));
    return description;
  }
}
