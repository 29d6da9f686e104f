package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.DataFile.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates the records of a data file in one system, under the rules of its vendor. */
final class DataLoader {

  private static final String NAME = "$as";
  private static final Pattern REFERENCE =
      Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_-]*)(?:\\.(\\w+))?");

  private final SandboxSystem system;
  private final DataFile file;
  private final Map<String, JsonNode> named = new HashMap<>();

  private DataLoader(SandboxSystem system, DataFile file) {
    this.system = system;
    this.file = file;
  }

  /**
   * Creates the records that are meant for the system, in their order; gives their number.
   *
   * @throws IllegalArgumentException with file, line and the vendor's own words, where one is
   *     refused; those before it stay
   */
  static int load(DataFile file, SandboxSystem system) {
    DataLoader loader = new DataLoader(system, file);
    int count = 0;
    for (Entry entry : file.entries()) {
      if (entry.system().equals(system.name())) {
        loader.create(entry);
        count++;
      }
    }
    return count;
  }

  private void create(Entry entry) {
    try {
      String object = system.faultCatalog().object(entry.object());
      ObjectNode record = (ObjectNode) resolved(entry.record());
      JsonNode name = record.remove(NAME);
      SandboxResponse answer = system.create(object, record);
      if (answer.status() >= 300) {
        throw new IllegalArgumentException(
            "%s is refused with %d %s".formatted(object, answer.status(), answer.bodyText()));
      }
      if (name != null) {
        named.put(name.asText(), Json.MAPPER.readTree(answer.body()));
      }
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          file.source() + ":" + entry.line() + ": " + wrong.getMessage(), wrong);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private JsonNode resolved(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode copy = Json.object();
      object
          .properties()
          .forEach(
              member ->
                  copy.set(
                      member.getKey(),
                      member.getKey().equals(NAME)
                          ? member.getValue()
                          : resolved(member.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = Json.array();
      array.forEach(each -> copy.add(resolved(each)));
      return copy;
    }
    Matcher reference = REFERENCE.matcher(value.isTextual() ? value.textValue() : "");
    return reference.matches() ? value(reference.group(1), reference.group(2)) : value;
  }

  private JsonNode value(String name, String field) {
    JsonNode record = named.get(name);
    if (record == null) {
      throw new IllegalArgumentException(
          "'$" + name + "' refers to no record before; named so far: " + named.keySet());
    }
    JsonNode value = record.path(field == null ? "id" : field);
    if (value.isMissingNode()) {
      throw new IllegalArgumentException(
          "the creation of '$" + name + "' was answered without '" + field + "'");
    }
    return value;
  }
}
