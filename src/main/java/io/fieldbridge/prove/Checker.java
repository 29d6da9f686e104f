package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.prove.Difference.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What was found to differ, and the comparisons that every check needs. */
final class Checker {

  private final List<JsonNode> held;
  private final Set<String> expectedHeld = new HashSet<>();
  private final List<Difference> differences = new ArrayList<>();

  /**
   * @param held the messages that wait for a person
   */
  Checker(List<JsonNode> held) {
    this.held = List.copyOf(held);
  }

  void differs(Kind kind, String about, String text) {
    differences.add(new Difference(kind, about, text));
  }

  /** Two values that have to say the same; numbers by value. */
  void same(String about, String what, String wanted, JsonNode found) {
    boolean same =
        found.isNumber()
            ? !wanted.isEmpty() && new BigDecimal(wanted).compareTo(found.decimalValue()) == 0
            : Objects.equals(wanted, found.asText(""));
    if (!same) {
      differs(
          Kind.VALUE,
          about,
          about + ": " + what + " is '" + found.asText("") + "', not '" + wanted + "'");
    }
  }

  /** A person has to be told of this record, and of nothing more. */
  boolean isHeld(String... records) {
    boolean any = false;
    for (JsonNode message : held) {
      for (String record : records) {
        any |= !record.isEmpty() && message.path("record").asText().endsWith(":" + record);
      }
    }
    return any;
  }

  /** Messages about these records may wait for a person. */
  void mayBeHeld(String... records) {
    for (String record : records) {
      if (!record.isEmpty()) {
        expectedHeld.add(record);
      }
    }
  }

  /** Everything that was found, with the messages that nobody expected to be held. */
  List<Difference> differences() {
    List<Difference> all = new ArrayList<>(differences);
    for (JsonNode message : held) {
      String record = message.path("record").asText().replaceFirst("^.*:", "");
      if (!expectedHeld.contains(record)) {
        all.add(new Difference(Kind.HELD, record, "a message waits for a person: " + message));
      }
    }
    return all;
  }

  static Map<String, List<JsonNode>> by(Iterable<JsonNode> rows, String field) {
    Map<String, List<JsonNode>> found = new HashMap<>();
    for (JsonNode row : rows) {
      found.computeIfAbsent(row.path(field).asText(""), key -> new ArrayList<>()).add(row);
    }
    return found;
  }
}
