package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.CanonicalRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which lines of a document are ours, where nobody remembers: told by what they say and bear. */
final class OwnLines {

  private static final String LEFT = "left/";

  private OwnLines() {}

  /**
   * Their ids by line key; those that no wanted line stands for any more have keys of their own.
   *
   * @param wanted the source's lines
   * @param sent what would be sent for each of them, in the same order
   * @param present the document's lines
   */
  static Map<String, String> of(
      Contract contract, List<CanonicalRecord.Line> wanted, JsonNode sent, JsonNode present) {
    LineIds lineIds = new LineIds(contract, wanted, sent);
    Map<String, String> ids = new LinkedHashMap<>(lineIds.of(Map.of(), present));
    for (String field : contract.lineKeyFields()) {
      Set<Integer> lengths = lengths(sent, field);
      for (JsonNode line : present) {
        String id = line.path("id").asText();
        if (!ids.containsValue(id) && isKey(text(line, field), lengths)) {
          ids.put(LEFT + id, id);
        }
      }
    }
    return ids;
  }

  private static Set<Integer> lengths(JsonNode sent, String field) {
    return sent.findValuesAsText(field).stream().map(String::length).collect(Collectors.toSet());
  }

  /** A text that people enter there is no single word exactly as long as a key. */
  private static boolean isKey(String text, Set<Integer> lengths) {
    return lengths.contains(text.length()) && text.chars().allMatch(Character::isLetterOrDigit);
  }

  private static String text(JsonNode line, String field) {
    return line.path(field).asText("").strip();
  }
}
