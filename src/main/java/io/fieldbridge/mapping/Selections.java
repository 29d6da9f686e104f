package io.fieldbridge.mapping;

import io.fieldbridge.mapping.LineRules.Source;
import io.fieldbridge.model.Selection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a contract reads of each system. */
final class Selections {

  private final Definition definition;

  private Selections(Definition definition) {
    this.definition = definition;
  }

  /** By system, and by {@code system/part} for what is read apart. */
  static Map<String, Selection> of(Definition definition) {
    Map<String, Selection> all = new HashMap<>();
    Selections selections = new Selections(definition);
    for (String system : definition.ends().keySet()) {
      selections.add(system, all);
    }
    return Map.copyOf(all);
  }

  private void add(String system, Map<String, Selection> all) {
    Set<String> parts = definition.parts().getOrDefault(system, Map.of()).keySet();
    Map<String, Set<String>> byPart = new HashMap<>();
    parts.forEach(part -> byPart.put(part, new TreeSet<>()));
    Set<String> own = new TreeSet<>();
    for (String path : paths(system)) {
      int dot = path.indexOf('.');
      String root = dot < 0 ? path : path.substring(0, dot);
      if (!byPart.containsKey(root)) {
        own.add(path);
      } else if (dot > 0) {
        byPart.get(root).add(path.substring(dot + 1));
      }
    }
    byPart.forEach((part, paths) -> all.put(system + "/" + part, new Selection(paths, Map.of())));
    all.put(system, new Selection(own, children(system)));
  }

  private Set<String> paths(String system) {
    Set<String> paths = new TreeSet<>();
    definition.fields().forEach(field -> paths.addAll(paths(field, system)));
    String key = definition.ends().get(system).key();
    if (!key.isEmpty()) {
      paths.add(key);
    }
    definition.match().forEach(match -> paths.addAll(match.paths(system)));
    if (definition.grouping() != null && definition.grouping().system().equals(system)) {
      paths.addAll(definition.grouping().fields());
    }
    Formula filter = definition.filters().get(system);
    if (filter != null) {
      paths.addAll(filter.paths());
    }
    if (system.equals(definition.ends().keySet().iterator().next())) {
      Report report = definition.report();
      Stream.of(report.status(), report.reason(), report.number(), report.at())
          .filter(field -> !field.isEmpty())
          .forEach(paths::add);
    }
    return paths;
  }

  private static Set<String> paths(FieldRule field, String system) {
    return field
        .side(system)
        .map(SideRule::read)
        .map(Formula::paths)
        .<Set<String>>map(TreeSet::new)
        .orElseGet(TreeSet::new);
  }

  private Map<String, Selection> children(String system) {
    LineRules lines = definition.lines();
    Map<String, Selection> children = new HashMap<>();
    if (lines == null) {
      return children;
    }
    for (Source source : lines.sources()) {
      if (system.equals(lines.from())) {
        children.merge(source.children(), sourceSelection(source, system), Selection::and);
        source
            .usedBy()
            .forEach(
                (name, path) ->
                    children.merge(name, new Selection(path.paths(), Map.of()), Selection::and));
      } else {
        children.merge(lines.member(), lineSelection(source, system), Selection::and);
      }
    }
    return children;
  }

  private static Selection sourceSelection(Source source, String system) {
    Set<String> paths = new TreeSet<>(source.key().paths());
    Stream.of(source.groupBy(), source.where())
        .filter(formula -> formula != null)
        .forEach(formula -> paths.addAll(formula.paths()));
    source
        .emits()
        .forEach(emit -> emit.fields().forEach(field -> paths.addAll(paths(field, system))));
    return new Selection(paths, Map.of());
  }

  private static Selection lineSelection(Source source, String system) {
    Set<String> paths = new TreeSet<>(Set.of("id"));
    source
        .emits()
        .forEach(emit -> emit.fields().forEach(field -> paths.addAll(paths(field, system))));
    return new Selection(paths, Map.of());
  }
}
