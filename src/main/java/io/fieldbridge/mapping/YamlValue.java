package io.fieldbridge.mapping;

import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One value of a YAML file with its line. */
final class YamlValue {

  private static final ScalarStyle PLAIN = ScalarStyle.PLAIN;

  private final Node node;
  private final Problems problems;

  YamlValue(Node node, Problems problems) {
    boolean endless = node.isTwoStepsConstruction();
    if (endless) {
      problems.add(
          node.getStartMark().getLine() + 1, "an alias within its own value", "Write it out");
    }
    this.node = endless ? new ScalarNode(Tag.NULL, "", node.getStartMark(), null, PLAIN) : node;
    this.problems = problems;
  }

  int line() {
    return node.getStartMark().getLine() + 1;
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  boolean isSection() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  Tag tag() {
    return node.getTag();
  }

  /** The text as written, without quotes; a problem and the empty string where it is none. */
  String text() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    problems.add(line(), "a single value is expected here", "Write plain text or a number");
    return "";
  }

  Section section() {
    if (node instanceof MappingNode mapping) {
      return new Section(mapping, problems);
    }
    problems.add(line(), "a mapping is expected here", "Write 'key: value' pairs");
    return Section.empty(problems);
  }

  /** The elements of a list; one value alone counts as a list of one. */
  List<YamlValue> list() {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().stream().map(item -> new YamlValue(item, problems)).toList();
    }
    return List.of(this);
  }
}
