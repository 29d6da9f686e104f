package io.fieldbridge.mapping;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one YAML file as nodes, so that every later complaint can name its line. */
final class YamlFile {

  private static final int BYTES_MAX = 256 * 1024;
  private static final int DEPTH_MAX = 30;
  private static final int ALIASES_MAX = 20;

  private YamlFile() {}

  /** The file's top level; empty when it is no readable YAML mapping, which is then a problem. */
  static Optional<Section> read(Path file, Problems problems) {
    try {
      if (Files.size(file) > BYTES_MAX) {
        problems.add(0, "larger than " + BYTES_MAX + " bytes", "Split it into several flows");
        return Optional.empty();
      }
      return parse(Files.readString(file), problems);
    } catch (CharacterCodingException notUtf8) {
      problems.add(0, "not UTF-8", "Save the file in UTF-8");
    } catch (IOException unreadable) {
      problems.add(0, "cannot be read: " + unreadable.getMessage(), "Check path and permissions");
    }
    return Optional.empty();
  }

  static Optional<Section> parse(String text, Problems problems) {
    try {
      Node node = new Yaml(new SafeConstructor(bounds())).compose(new StringReader(text));
      if (node instanceof MappingNode mapping) {
        return Optional.of(new Section(mapping, problems));
      }
      problems.add(1, "no YAML mapping", "Begin with 'contract: <flow name>'");
    } catch (MarkedYAMLException wrong) {
      int line = wrong.getProblemMark() == null ? 0 : wrong.getProblemMark().getLine() + 1;
      problems.add(line, "not valid YAML: " + wrong.getProblem(), "Check indents and quotes");
    } catch (YAMLException wrong) {
      problems.add(0, "not valid YAML: " + wrong.getMessage(), "Check size, depth and aliases");
    }
    return Optional.empty();
  }

  private static LoaderOptions bounds() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(BYTES_MAX);
    options.setNestingDepthLimit(DEPTH_MAX);
    options.setMaxAliasesForCollections(ALIASES_MAX);
    options.setAllowRecursiveKeys(false);
    return options;
  }
}
