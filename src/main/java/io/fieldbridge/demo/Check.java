package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/** Compares what the systems hold with what the story expects; a difference ends the story. */
final class Check {

  private Check() {}

  static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new StoryException(otherwise);
    }
  }

  static void equal(String what, Object expected, Object found) {
    that(expected.equals(found), what + ": expected " + expected + ", found " + found);
  }

  static void equalAmount(String what, BigDecimal expected, BigDecimal found) {
    that(expected.compareTo(found) == 0, what + ": expected " + expected + ", found " + found);
  }

  /** True where the record holds all the values; decimals count by value, not by scale. */
  static boolean holds(JsonNode row, Map<String, Object> expected) {
    return expected.entrySet().stream()
        .allMatch(pair -> same(row.path(pair.getKey()), pair.getValue()));
  }

  private static boolean same(JsonNode found, Object expected) {
    if (expected instanceof BigDecimal amount) {
      return found.isNumber() && found.decimalValue().compareTo(amount) == 0;
    }
    return found.asText().equals(expected);
  }
}
