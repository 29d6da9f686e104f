package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.ReferenceMissingException;
import java.util.List;
import java.util.Optional;

/**
 * The links and rows that an example says are there.
 *
 * @param links each with {@code flow} and, by system, an id
 * @param rows each with {@code system}, {@code set} and {@code row}
 */
record ExampleWorld(List<ObjectNode> links, List<ObjectNode> rows) implements Lookups {

  @Override
  public String linked(String flow, String fromSystem, String id, String toSystem) {
    return links.stream()
        .filter(link -> link.path("flow").asText().equals(flow))
        .filter(link -> link.path(fromSystem).asText().equals(id))
        .map(link -> link.path(toSystem).asText())
        .findFirst()
        .orElseThrow(() -> missing(flow, fromSystem, id));
  }

  private static ReferenceMissingException missing(String flow, String system, String id) {
    String text = system + " " + id + " is not linked by " + flow + ".";
    return new ReferenceMissingException(
        Reason.of("reference-missing", text, "It waits for the link."), flow, null);
  }

  @Override
  public Optional<JsonNode> find(
      String system, String set, String by, JsonNode value, String give) {
    return rows.stream()
        .filter(row -> row.path("system").asText().equals(system))
        .filter(row -> row.path("set").asText().equals(set))
        .map(row -> row.path("row"))
        .filter(row -> row.path(by).asText().equalsIgnoreCase(value.asText()))
        .map(row -> row.path(give))
        .filter(found -> !found.isMissingNode())
        .findFirst();
  }
}
