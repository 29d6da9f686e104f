package io.fieldbridge.mapping;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** One mapping of a YAML file. It remembers which keys were asked for: the rest is unknown. */
final class Section {

  private final Problems problems;
  private final int line;
  private final Map<String, YamlValue> values = new LinkedHashMap<>();
  private final Map<String, Integer> keyLines = new LinkedHashMap<>();
  private final Set<String> asked = new TreeSet<>();

  Section(MappingNode node, Problems problems) {
    this.problems = problems;
    this.line = node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    for (NodeTuple tuple : node.getValue()) {
      add(tuple);
    }
  }

  static Section empty(Problems problems) {
    return new Section(new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK), problems);
  }

  private void add(NodeTuple tuple) {
    Node key = tuple.getKeyNode();
    int keyLine = key.getStartMark().getLine() + 1;
    if (!(key instanceof ScalarNode scalar)) {
      problems.add(keyLine, "a key has to be plain text", "Write 'key: value'");
      return;
    }
    String name = scalar.getValue();
    Integer before = keyLines.putIfAbsent(name, keyLine);
    if (before != null) {
      problems.add(
          keyLine, "duplicate key '" + name + "' (first in line " + before + ")", "Remove one");
      return;
    }
    values.put(name, new YamlValue(tuple.getValueNode(), problems));
  }

  int line() {
    return line;
  }

  int line(String key) {
    return keyLines.getOrDefault(key, line);
  }

  Problems problems() {
    return problems;
  }

  /** All keys in the file's order, each counted as asked for. */
  Collection<String> names() {
    asked.addAll(values.keySet());
    return values.keySet();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<YamlValue> value(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key));
  }

  Optional<String> text(String key) {
    return value(key).map(YamlValue::text).map(String::strip).filter(text -> !text.isEmpty());
  }

  Optional<Section> section(String key) {
    return value(key).map(YamlValue::section);
  }

  List<YamlValue> list(String key) {
    return value(key).map(YamlValue::list).orElse(List.of());
  }

  boolean flag(String key) {
    return choice(key, "false", Set.of("true", "false")).equals("true");
  }

  int number(String key, int absent, int most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return absent;
    }
    if (text.get().matches("\\d{1,6}") && Integer.parseInt(text.get()) <= most) {
      return Integer.parseInt(text.get());
    }
    problems.add(
        line(key), "'" + text.get() + "' is no whole number up to " + most, "Write such a number");
    return absent;
  }

  String choice(String key, String absent, Collection<String> allowed) {
    String text = text(key).orElse(absent);
    if (!allowed.contains(text)) {
      problems.unknown(line(key), "value of " + key, text, new TreeSet<>(allowed));
      return absent;
    }
    return text;
  }

  /** The constant that is written in small letters with hyphens. */
  <E extends Enum<E>> E choice(String key, E absent) {
    Map<String, E> byWord = new LinkedHashMap<>();
    Stream.of(absent.getDeclaringClass().getEnumConstants())
        .forEach(one -> byWord.put(word(one), one));
    return byWord.get(choice(key, word(absent), byWord.keySet()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Every key that nobody asked for is a problem. To be called when all is read. */
  void refuseTheRest() {
    Set<String> rest = new HashSet<>(values.keySet());
    rest.removeAll(asked);
    values.keySet().stream()
        .filter(rest::contains)
        .forEach(name -> problems.unknown(line(name), "key", name, asked));
  }
}
