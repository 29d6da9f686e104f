package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.connector.Systems;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.link.Links;
import io.fieldbridge.mapping.Contracts;
import io.fieldbridge.mapping.Lookups;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What contracts look up: other halves in the links, small sets in their systems. Rows of a set are
 * kept for a while, for payment terms seldom change; a value that was not found is asked again.
 */
final class SystemLookups implements Lookups {

  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Links links;
  private final Systems systems;
  private final Supplier<Contracts> contracts;
  private final InstantSource clock;
  private final Map<Question, Answer> known = new ConcurrentHashMap<>();

  SystemLookups(Links links, Systems systems, Supplier<Contracts> contracts, InstantSource clock) {
    this.links = links;
    this.systems = systems;
    this.contracts = contracts;
    this.clock = clock;
  }

  @Override
  public String linked(String flow, String fromSystem, String id, String toSystem) {
    String object = contracts.get().find(flow).orElseThrow().object(fromSystem);
    RecordRef ref = new RecordRef(fromSystem, object, id);
    return links
        .find(flow, ref)
        .map(link -> link.side(toSystem).ref().id())
        .orElseThrow(() -> missing(flow, ref));
  }

  private static ReferenceMissingException missing(String flow, RecordRef ref) {
    return new ReferenceMissingException(
        Reason.of(
            "reference-missing",
            "The " + ref.object() + " " + ref.id() + " is not linked by " + flow + " yet.",
            "It is being pulled; this message goes on as soon as it is linked."),
        flow,
        ref);
  }

  @Override
  public Optional<JsonNode> find(
      String system, String set, String by, JsonNode value, String give) {
    Question question = new Question(system, set, by, value.asText(), give);
    Answer answer = known.get(question);
    if (answer != null && answer.at().plus(KEPT).isAfter(clock.instant())) {
      return Optional.of(answer.value());
    }
    List<RemoteRecord> rows =
        systems.connector(system).reader().find(set, Map.of(by, value), Selection.of(by, give), 2);
    if (rows.size() != 1) {
      return Optional.empty();
    }
    JsonNode found = rows.get(0).values().path(give);
    known.put(question, new Answer(found, clock.instant()));
    return Optional.of(found);
  }

  private record Question(String system, String set, String by, String value, String give) {}

  private record Answer(JsonNode value, Instant at) {}
}
