package io.fieldbridge.mapping;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Named lists of values that several contracts share: {@code _lists.yaml}. */
final class ValueLists {

  static final String FILE = "_lists.yaml";
  static final ValueLists NONE = new ValueLists(Map.of());

  private final Map<String, Map<String, String>> byName;

  private ValueLists(Map<String, Map<String, String>> byName) {
    this.byName = byName;
  }

  /** Those of the folder, or none where it has no such file. */
  static ValueLists load(Path folder, List<Problem> all) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return NONE;
    }
    Problems problems = new Problems(FILE);
    Map<String, Map<String, String>> lists = new LinkedHashMap<>();
    YamlFile.read(file, problems)
        .ifPresent(
            top ->
                List.copyOf(top.names())
                    .forEach(
                        name -> top.section(name).ifPresent(one -> lists.put(name, pairs(one)))));
    all.addAll(problems.found());
    return new ValueLists(lists);
  }

  static Map<String, String> pairs(Section section) {
    Map<String, String> pairs = new LinkedHashMap<>();
    section.names().forEach(name -> pairs.put(name, section.text(name).orElse("")));
    return pairs;
  }

  Set<String> names() {
    return byName.keySet();
  }

  Map<String, String> get(String name) {
    return byName.getOrDefault(name, Map.of());
  }
}
