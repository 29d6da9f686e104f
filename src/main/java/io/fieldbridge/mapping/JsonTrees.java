package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares and makes JSON trees; 1 and 1.00 are the same number. */
final class JsonTrees {

  private JsonTrees() {}

  static ObjectNode node(Map<String, JsonNode> values) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    values.forEach(node::set);
    return node;
  }

  static boolean same(JsonNode expected, JsonNode found) {
    return difference("", expected, found).isEmpty();
  }

  /** The first difference in words; a missing object counts as an empty one. */
  static Optional<String> difference(String path, JsonNode expected, JsonNode found) {
    if (expected.isObject() || found.isObject()) {
      return members(path, expected, found);
    }
    if (expected instanceof ArrayNode wanted && found instanceof ArrayNode there) {
      return elements(path, wanted, there);
    }
    boolean numbers = expected.isNumber() && found.isNumber();
    boolean same =
        numbers
            ? expected.decimalValue().compareTo(found.decimalValue()) == 0
            : expected.equals(found);
    return same ? Optional.empty() : differs(path, expected, found);
  }

  private static Optional<String> members(String path, JsonNode expected, JsonNode found) {
    Set<String> names = new TreeSet<>();
    expected.fieldNames().forEachRemaining(names::add);
    found.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .map(
            name ->
                expected.has(name) && found.has(name)
                    ? difference(path + "." + name, expected.get(name), found.get(name))
                    : differs(path + "." + name, expected.path(name), found.path(name)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> elements(String path, ArrayNode expected, ArrayNode found) {
    for (int index = 0; index < Math.max(expected.size(), found.size()); index++) {
      Optional<String> difference =
          difference(path + "[" + index + "]", expected.path(index), found.path(index));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> differs(String path, JsonNode expected, JsonNode found) {
    return Optional.of(path + " is " + shown(found) + ", expected: " + shown(expected));
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }
}
