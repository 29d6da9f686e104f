package io.fieldbridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Input that was right once; what is wrong with it is a matter of chance. */
public final class Spoiled {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> TOKENS =
      List.of(
          "",
          " ",
          "\t",
          "\n",
          "\r\n",
          "\0",
          "\uFFFD",
          "\uD800",
          "💥",
          "'",
          "\"",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ":",
          "::",
          ": ",
          "- ",
          ",",
          "#",
          "&a ",
          "*a",
          "<<: *a",
          "!!str ",
          "!!java ",
          "!!binary ",
          "|",
          ">",
          "%",
          "@",
          "?",
          "null",
          "~",
          "true",
          "-1",
          "0x7f",
          "1e9",
          ".nan",
          "9".repeat(200),
          "a".repeat(5_000),
          "[".repeat(200),
          "(".repeat(300),
          ".a".repeat(300),
          "${",
          "{{",
          "}}",
          "{{nothing}}",
          "$(rm)",
          "../../etc/passwd",
          "99999999999h",
          "\u202e");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "9223372036854775808",
          "1e400",
          "1e999999999",
          "-1e-999999999",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"text\"",
          "\"2026-13-45\"",
          "\"0000-00-00T00:00:00Z\"",
          "\"+1000000000-01-01T00:00:00Z\"",
          "\"http://[\"",
          "\"%zz\"",
          "\"" + "x".repeat(100_000) + "\"",
          "[]",
          "{}",
          "[null]",
          "[[[[]]]]",
          "[{}]",
          "{\"\":null}",
          "{\"value\":{\"value\":[1]}}");

  private Spoiled() {}

  /** How many mistakes a test tries; {@code -Dfuzz.tries=100000} for more. */
  public static int tries() {
    return Integer.getInteger("fuzz.tries", 60);
  }

  /** The same in each run, unless {@code -Dfuzz.seed} says otherwise. */
  public static Random chance() {
    return new Random(Long.getLong("fuzz.seed", 20));
  }

  /** The text with one to four mistakes. */
  public static String text(String right, Random chance) {
    StringBuilder text = new StringBuilder(right);
    for (int i = chance.nextInt(4); i >= 0; i--) {
      spoil(text, chance);
    }
    return text.toString();
  }

  private static void spoil(StringBuilder text, Random chance) {
    int at = chance.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + chance.nextInt(40));
    switch (chance.nextInt(6)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, text.substring(at, end).repeat(1 + chance.nextInt(3)));
      case 2 -> text.replace(at, end, TOKENS.get(chance.nextInt(TOKENS.size())));
      case 3 -> text.setLength(at);
      case 4 -> text.insert(at, (char) chance.nextInt(0x10000));
      default -> text.insert(at, TOKENS.get(chance.nextInt(TOKENS.size())));
    }
  }

  /** JSON with one or two values that do not belong there; now and then no JSON at all. */
  public static String json(String right, Random chance) {
    try {
      JsonNode tree = JSON.readTree(right.replace('\'', '"'));
      for (int i = chance.nextInt(2); i >= 0; i--) {
        List<ContainerNode<?>> places = new ArrayList<>();
        collect(tree, places);
        if (!places.isEmpty()) {
          replace(places.get(chance.nextInt(places.size())), chance);
        }
      }
      String text = JSON.writeValueAsString(tree).replaceAll("\"@raw:(\\d+)\"", "@$1@");
      for (int value = 0; value < VALUES.size(); value++) {
        text = text.replace("@" + value + "@", VALUES.get(value));
      }
      return chance.nextInt(8) == 0 ? text(text, chance) : text;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(right, e);
    }
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> places) {
    if (node instanceof ContainerNode<?> container && !container.isEmpty()) {
      places.add(container);
    }
    node.forEach(child -> collect(child, places));
  }

  private static void replace(ContainerNode<?> place, Random chance) {
    int at = chance.nextInt(place.size());
    boolean lacks = chance.nextInt(4) == 0;
    String raw = "@raw:" + chance.nextInt(VALUES.size());
    if (place instanceof ObjectNode object) {
      String name = new ArrayList<>(object.properties()).get(at).getKey();
      if (lacks) {
        object.remove(name);
      } else {
        object.put(name, raw);
      }
    } else if (place instanceof ArrayNode array) {
      if (lacks) {
        array.remove(at);
      } else {
        array.set(at, raw);
      }
    }
  }
}
