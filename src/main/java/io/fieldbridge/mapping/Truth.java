package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/** What counts as true in a predicate, as JSLT has it. */
final class Truth {

  private Truth() {}

  /** False, null, nothing, and empty lists and objects are not true; all else is. */
  static boolean of(JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return false;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return !value.isContainerNode() || !value.isEmpty();
  }
}
