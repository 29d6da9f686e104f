package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Records of one's own, in YAML or JSON: system, object, list of records. {@code $as} names a
 * record; {@code $NAME} is the id of a record of the same system that stands before, {@code
 * $NAME.FIELD} another value that its creation was answered with.
 */
public record DataFile(String source, List<Entry> entries) {

  /** One record, and where it stands. */
  record Entry(int line, String system, String object, ObjectNode record) {}

  private static final String FORM =
      "systems, below them objects, below them lists of records, as in"
          + " {salesforce: {Account: [{Name: Acme}]}}";

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with file and line, where it is missing or wrong
   */
  public static DataFile read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException missing) {
      throw new IllegalArgumentException("cannot read the data file " + file, missing);
    }
  }

  static DataFile read(String source, String text) {
    YamlText yaml = YamlText.read(source, text);
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Node> system : yaml.top(FORM).entrySet()) {
      yaml.mapping(system.getValue(), "objects, as in " + FORM)
          .forEach((object, list) -> entries(yaml, system.getKey(), object, list, entries));
    }
    return new DataFile(source, List.copyOf(entries));
  }

  private static void entries(
      YamlText yaml, String system, String object, Node list, List<Entry> entries) {
    for (Node node : yaml.list(list, "a list of records, as in " + FORM)) {
      entries.add(
          new Entry(YamlText.line(node), system, object, yaml.object(node, "a record: fields")));
    }
  }

  /** The systems that it names. */
  public Set<String> systems() {
    return entries.stream().map(Entry::system).collect(Collectors.toCollection(TreeSet::new));
  }
}
