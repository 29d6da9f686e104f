package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values of earlier answers in the place of {@code @{ref.field}}. */
final class References {

  private static final Pattern REFERENCE = Pattern.compile("@\\{(\\w+)((?:\\.\\w+|\\[\\d+])*)}");
  private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[(\\d+)]");

  private final Map<String, JsonNode> answers = new HashMap<>();
  private final Set<String> failed = new HashSet<>();

  void answered(String reference, JsonNode body) {
    answers.put(reference, body);
  }

  void failed(String reference) {
    failed.add(reference);
  }

  String resolve(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(value(found.group(1), found.group(2)).asText()));
  }

  JsonNode resolve(JsonNode node) {
    if (node.isTextual()) {
      Matcher matcher = REFERENCE.matcher(node.textValue());
      return matcher.matches()
          ? value(matcher.group(1), matcher.group(2))
          : TextNode.valueOf(resolve(node.textValue()));
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = Json.object();
      object.properties().forEach(entry -> copy.set(entry.getKey(), resolve(entry.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = Json.array();
      array.forEach(element -> copy.add(resolve(element)));
      return copy;
    }
    return node;
  }

  private JsonNode value(String reference, String path) {
    if (failed.contains(reference)) {
      throw CompositeRun.halted();
    }
    JsonNode at = answers.get(reference);
    Matcher step = STEP.matcher(path);
    while (at != null && step.find()) {
      at = step.group(1) == null ? at.get(Integer.parseInt(step.group(2))) : at.get(step.group(1));
    }
    if (at == null || at.isContainerNode()) {
      throw new SalesforceError(
          "PROCESSING_HALTED",
          "Invalid reference specified. No value for "
              + reference
              + path
              + " found in "
              + reference);
    }
    return at;
  }
}
