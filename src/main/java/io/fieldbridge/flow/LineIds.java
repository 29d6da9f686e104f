package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.model.CanonicalRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which line of the source is which line of the target's document. */
final class LineIds {

  private LineIds() {}

  /**
   * The target's line id by the source's line key.
   *
   * @param known what the link knows already
   * @param wanted the source's lines
   * @param sent what was, or would be, sent for each of them, in the same order
   * @param present the target's lines; one that says what is sent for a line not known yet is that
   *     line
   */
  static Map<String, String> of(
      Map<String, String> known,
      List<CanonicalRecord.Line> wanted,
      JsonNode sent,
      JsonNode present) {
    Map<String, String> ids = new LinkedHashMap<>(known);
    for (int line = 0; line < Math.min(wanted.size(), sent.size()); line++) {
      String key = wanted.get(line).key();
      if (!ids.containsKey(key)) {
        saying(sent.get(line), present, ids).ifPresent(id -> ids.put(key, id));
      }
    }
    return ids;
  }

  /** The id of the first of the target's lines that says what was sent and is not known yet. */
  static Optional<String> saying(JsonNode sent, JsonNode present, Map<String, String> known) {
    for (JsonNode line : present) {
      String id = line.path("id").asText();
      if (!known.containsValue(id) && says(line, sent)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  /** Whether the line holds every value that is sent, whatever its letter case. */
  private static boolean says(JsonNode line, JsonNode sent) {
    return sent.properties().stream()
        .allMatch(
            field -> {
              JsonNode there = line.path(field.getKey());
              return Snapshot.same(field.getValue(), there)
                  || field.getValue().isTextual()
                      && field.getValue().textValue().equalsIgnoreCase(there.asText());
            });
  }
}
