package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.model.CanonicalRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
      for (JsonNode one : present) {
        String id = one.path("id").asText();
        if (!ids.containsKey(key) && !ids.containsValue(id) && says(one, sent.get(line))) {
          ids.put(key, id);
        }
      }
    }
    return ids;
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
