package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our reference in a document, from fields of the source record, as in {@code
 * "{WorkOrderNumber}-{check}"}; {@code check} is a {@link CheckCode} over the rest.
 */
record Template(String text, Set<String> paths) implements Formula {

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z_][\\w.]*)}");
  private static final String CHECK = "check";

  static Template parse(String text, int line, Problems problems) {
    Set<String> paths = new LinkedHashSet<>();
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      paths.add(place.group(1));
    }
    if (!paths.remove(CHECK) || !text.endsWith("{check}") || paths.isEmpty()) {
      problems.add(
          line,
          "the template " + text + " cannot be told from typing",
          "Name a field and end with {check}, as in \"{WorkOrderNumber}-{check}\"");
    }
    return new Template(text, paths);
  }

  @Override
  public JsonNode apply(ObjectNode record) {
    if (paths.stream().anyMatch(path -> Formula.path("." + path).apply(record) == null)) {
      return null;
    }
    String body = text.replace("{" + CHECK + "}", "");
    String filled =
        PLACE
            .matcher(body)
            .replaceAll(place -> Matcher.quoteReplacement(value(record, place.group(1))));
    return TextNode.valueOf(filled + CheckCode.of(filled));
  }

  private static String value(ObjectNode record, String name) {
    JsonNode value = Formula.path("." + name).apply(record);
    if (value.isNull() || value.asText().isBlank()) {
      throw Refusal.of(
          "reference-incomplete",
          name,
          "Our reference cannot be made because " + name + " is empty.",
          "Fill " + name + " in the source record.");
    }
    return value.asText().strip();
  }
}
