package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.model.CanonicalRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which lines of a document are ours, where nobody remembers: told by the reference that each
 * bears, the key of its line in the source, in whichever field the contract sends it.
 */
final class OwnLines {

  private static final String LEFT = "left/";

  private final JsonNode present;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final TreeSet<String> fields = new TreeSet<>();
  private final TreeSet<Integer> lengths = new TreeSet<>();

  private OwnLines(JsonNode present) {
    this.present = present;
  }

  /**
   * Their ids by line key; those that no wanted line stands for any more have keys of their own.
   *
   * @param wanted the source's lines
   * @param sent what would be sent for each of them, in the same order
   * @param present the document's lines
   */
  static Map<String, String> of(
      List<CanonicalRecord.Line> wanted, JsonNode sent, JsonNode present) {
    OwnLines own = new OwnLines(present);
    for (int line = 0; line < Math.min(wanted.size(), sent.size()); line++) {
      own.match(wanted.get(line).key(), sent.get(line));
    }
    own.keepLeft();
    return own.ids;
  }

  private void match(String key, JsonNode sent) {
    String reference = reference(key);
    Optional<String> field =
        sent.properties().stream()
            .filter(value -> reference.equals(value.getValue().textValue()))
            .map(Map.Entry::getKey)
            .findFirst();
    field.ifPresent(
        name -> {
          fields.add(name);
          lengths.add(reference.length());
        });
    LineIds.saying(sent, present, ids)
        .or(() -> field.flatMap(name -> bearing(name, reference)))
        .ifPresent(id -> ids.put(key, id));
  }

  /** What the key of a line is among the source's children of one kind. */
  private static String reference(String key) {
    return key.split("/", -1)[1];
  }

  private Optional<String> bearing(String field, String reference) {
    for (JsonNode line : present) {
      String id = line.path("id").asText();
      if (!ids.containsValue(id) && text(line, field).equalsIgnoreCase(reference)) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  /** A text that people enter there is no single word exactly as long as a key. */
  private void keepLeft() {
    for (JsonNode line : present) {
      String id = line.path("id").asText();
      if (!ids.containsValue(id) && fields.stream().anyMatch(field -> isKey(text(line, field)))) {
        ids.put(LEFT + id, id);
      }
    }
  }

  private boolean isKey(String text) {
    return lengths.contains(text.length()) && text.chars().allMatch(Character::isLetterOrDigit);
  }

  private static String text(JsonNode line, String field) {
    return line.path(field).asText("").strip();
  }
}
