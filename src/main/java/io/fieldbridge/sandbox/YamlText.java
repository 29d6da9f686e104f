package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML or JSON that people wrote, with the line of each part for error messages. Only {@code true},
 * {@code false}, {@code null} and numbers without leading zeros are more than text, so that postal
 * codes and dates stay as they are written.
 */
final class YamlText {

  private static final int CHARACTERS_MAX = 64 * 1024 * 1024;
  private static final int DEPTH_MAX = 50;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,2})?");

  private final String source;
  private final Node root;

  private YamlText(String source, Node root) {
    this.source = source;
    this.root = root;
  }

  /**
   * Reads a text.
   *
   * @param source its name in error messages
   * @throws IllegalArgumentException with source and line, where it is no YAML
   */
  static YamlText read(String source, String text) {
    LoaderOptions limits = new LoaderOptions();
    limits.setAllowDuplicateKeys(false);
    limits.setCodePointLimit(CHARACTERS_MAX);
    limits.setNestingDepthLimit(DEPTH_MAX);
    // Tabs never stand inside of a JSON string, and as indentation YAML refuses them.
    String spaced = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
    try {
      Node root = new Yaml(limits).compose(new StringReader(spaced));
      return new YamlText(source, root);
    } catch (MarkedYAMLException wrong) {
      int line = wrong.getProblemMark() == null ? 1 : wrong.getProblemMark().getLine() + 1;
      throw new IllegalArgumentException(
          source + ":" + line + ": " + wrong.getProblem() + "; expected YAML or JSON", wrong);
    } catch (YAMLException wrong) {
      throw new IllegalArgumentException(source + ": " + wrong.getMessage(), wrong);
    }
  }

  String source() {
    return source;
  }

  /** The outermost mapping. */
  Map<String, Node> top(String expected) {
    if (root == null) {
      throw new IllegalArgumentException(source + ":1: the file is empty; expected " + expected);
    }
    return mapping(root, expected);
  }

  Map<String, Node> mapping(Node node, String expected) {
    if (!(node instanceof MappingNode mapping)) {
      throw problem(node, "expected " + expected);
    }
    Map<String, Node> members = new LinkedHashMap<>();
    for (NodeTuple member : mapping.getValue()) {
      if (!(member.getKeyNode() instanceof ScalarNode key)) {
        throw problem(member.getKeyNode(), "a key must be a plain word");
      }
      if (members.put(key.getValue(), member.getValueNode()) != null) {
        throw problem(key, "the key '" + key.getValue() + "' stands here twice");
      }
    }
    return members;
  }

  List<Node> list(Node node, String expected) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw problem(node, "expected " + expected);
  }

  String text(Node node, String expected) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw problem(node, "expected " + expected);
  }

  ObjectNode object(Node node, String expected) {
    if (json(node, new ArrayList<>()) instanceof ObjectNode object) {
      return object;
    }
    throw problem(node, "expected " + expected);
  }

  /** What is wrong at a part, with source and line. */
  IllegalArgumentException problem(Node node, String what) {
    return new IllegalArgumentException(source + ":" + line(node) + ": " + what);
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private JsonNode json(Node node, List<Node> above) {
    if (above.contains(node)) {
      throw problem(node, "an alias refers to what it stands in");
    }
    List<Node> path = new ArrayList<>(above);
    path.add(node);
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (node instanceof SequenceNode sequence) {
      ArrayNode array = Json.array();
      sequence.getValue().forEach(each -> array.add(json(each, path)));
      return array;
    }
    ObjectNode object = Json.object();
    mapping(node, "a mapping").forEach((key, value) -> object.set(key, json(value, path)));
    return object;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    JsonNodeFactory nodes = Json.MAPPER.getNodeFactory();
    if (!scalar.isPlain()) {
      return nodes.textNode(text);
    }
    return switch (text) {
      case "true" -> nodes.booleanNode(true);
      case "false" -> nodes.booleanNode(false);
      case "null", "~", "" -> nodes.nullNode();
      default -> NUMBER.matcher(text).matches() ? number(text) : nodes.textNode(text);
    };
  }

  private static JsonNode number(String text) {
    BigDecimal value = new BigDecimal(text);
    boolean whole = !text.contains(".") && !text.matches(".*[eE].*");
    return whole && value.precision() <= 18
        ? Json.MAPPER.getNodeFactory().numberNode(value.longValueExact())
        : Json.MAPPER.getNodeFactory().numberNode(value);
  }
}
