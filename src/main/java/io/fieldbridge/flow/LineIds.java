package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.CanonicalRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Which line of the source is which line of the target's document. A line is known by the fields
 * that carry its key, where the contract writes such and no other line has the same; else by all
 * that is sent for it.
 */
final class LineIds {

  private final Contract contract;
  private final List<CanonicalRecord.Line> wanted;
  private final JsonNode sent;

  /**
   * @param wanted the source's lines
   * @param sent what was, or would be, sent for each of them, in the same order
   */
  LineIds(Contract contract, List<CanonicalRecord.Line> wanted, JsonNode sent) {
    this.contract = contract;
    this.wanted = wanted;
    this.sent = sent;
  }

  /**
   * The target's line id by the source's line key.
   *
   * @param known what is known already
   * @param present the target's lines
   */
  Map<String, String> of(Map<String, String> known, JsonNode present) {
    Map<String, String> ids = new LinkedHashMap<>(known);
    for (int line = 0; line < Math.min(wanted.size(), sent.size()); line++) {
      String key = wanted.get(line).key();
      if (!ids.containsKey(key)) {
        of(sent.get(line), present, ids).ifPresent(id -> ids.put(key, id));
      }
    }
    return ids;
  }

  /** The id of the target's line for which that was sent, where it is not known yet. */
  Optional<String> of(JsonNode line, JsonNode present, Map<String, String> known) {
    ObjectNode mark = mark(line);
    boolean marked = !mark.isEmpty() && bearing(sent, mark).count() <= 1;
    return bearing(present, line)
        .filter(candidate -> isFree(candidate, known))
        .findFirst()
        .or(
            () ->
                marked
                    ? bearing(present, mark)
                        .filter(candidate -> isFree(candidate, known))
                        .findFirst()
                    : Optional.empty())
        .map(LineIds::id);
  }

  /**
   * The same where the target has entered all lines anew, as it may when the head changes: they
   * have other ids then, and bear no marks. Of lines that say the same it does not matter which
   * stands for ours.
   *
   * @param before our lines as they were
   */
  Map<String, String> standIns(OurLines before, JsonNode present, Map<String, String> known) {
    Map<String, String> ids = new LinkedHashMap<>(known);
    before
        .ids()
        .forEach(
            (key, id) ->
                Optional.ofNullable(before.goods().get(id))
                    .filter(goods -> !ids.containsKey(key))
                    .flatMap(goods -> strangers(present, ids, goods).findFirst())
                    .ifPresent(line -> ids.put(key, id(line))));
    return ids;
  }

  /** Lines that nobody has marked, and that are not known to be ours. */
  Stream<JsonNode> strangers(JsonNode present, Map<String, String> known) {
    return strangers(present, known, JsonNodeFactory.instance.objectNode());
  }

  private Stream<JsonNode> strangers(JsonNode present, Map<String, String> known, JsonNode goods) {
    return bearing(present, goods)
        .filter(line -> isFree(line, known))
        .filter(line -> mark(line).isEmpty());
  }

  private ObjectNode mark(JsonNode line) {
    ObjectNode mark = JsonNodeFactory.instance.objectNode();
    contract.lineKeyFields().stream()
        .filter(field -> !line.path(field).asText("").isBlank())
        .forEach(field -> mark.set(field, line.path(field)));
    return mark;
  }

  private static boolean isFree(JsonNode line, Map<String, String> known) {
    return !known.containsValue(id(line));
  }

  private static String id(JsonNode line) {
    return line.path("id").asText();
  }

  private static Stream<JsonNode> bearing(JsonNode lines, JsonNode values) {
    return StreamSupport.stream(lines.spliterator(), false).filter(line -> says(line, values));
  }

  /** Whether the line holds all of these values, whatever their letter case. */
  private static boolean says(JsonNode line, JsonNode values) {
    return values.properties().stream()
        .allMatch(
            field -> {
              JsonNode there = line.path(field.getKey());
              return Snapshot.same(field.getValue(), there)
                  || field.getValue().isTextual()
                      && field.getValue().textValue().equalsIgnoreCase(there.asText());
            });
  }
}
