package io.fieldbridge.mapping;

import io.fieldbridge.mapping.LineRules.Emit;
import io.fieldbridge.mapping.LineRules.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how the lines of a document come about. */
final class LineParser {

  private final List<String> systems;
  private final Problems problems;
  private final FieldParser fields;

  LineParser(List<String> systems, Problems problems, ValueLists lists) {
    this.systems = systems;
    this.problems = problems;
    this.fields = new FieldParser(systems, problems, lists, true);
  }

  Optional<LineRules> parse(Section section) {
    if (systems.size() != 2) {
      return Optional.empty();
    }
    String from = systems.get(0);
    String to = systems.get(1);
    Optional<String> member = section.text(to);
    if (member.isEmpty()) {
      problems.add(
          section.line(), "the lines have no place in " + to, "Add " + to + ": salesOrderLines");
    }
    List<Source> sources = new ArrayList<>();
    section.list("sources").forEach(value -> source(value.section()).ifPresent(sources::add));
    if (sources.isEmpty()) {
      problems.add(section.line(), "the lines have no source", "Add one under 'sources:'");
    }
    boolean required = section.flag("required");
    section.refuseTheRest();
    return Optional.of(new LineRules(from, to, member.orElse(""), required, List.copyOf(sources)));
  }

  private Optional<Source> source(Section section) {
    Optional<String> from = section.text("from");
    if (from.isEmpty()) {
      problems.add(section.line(), "a source without 'from'", "Name the child relationship");
    }
    Optional<Formula> groupBy = formula(section, "group-by");
    Formula key = formula(section, "key").or(() -> groupBy).orElse(Formula.path(".Id"));
    Optional<Formula> where = formula(section, "where");
    Map<String, Formula> usedBy = usedBy(section);
    List<Emit> emits = emits(section);
    String object = section.text("object").orElse("");
    section.refuseTheRest();
    return from.map(
        name ->
            new Source(
                section.line(),
                name,
                object,
                key,
                groupBy.orElse(null),
                where.orElse(null),
                usedBy,
                emits));
  }

  private Map<String, Formula> usedBy(Section section) {
    Map<String, Formula> usedBy = new LinkedHashMap<>();
    section
        .section("unless-used-by")
        .ifPresent(
            others ->
                List.copyOf(others.names())
                    .forEach(
                        name -> formula(others, name).ifPresent(path -> usedBy.put(name, path))));
    return usedBy;
  }

  private List<Emit> emits(Section section) {
    List<Emit> emits = new ArrayList<>();
    section.section("fields").ifPresent(rows -> emits.add(new Emit("", rows(rows))));
    for (YamlValue value : section.list("emit")) {
      Section emit = value.section();
      String role = emit.text("role").orElse("");
      emit.section("fields").ifPresent(rows -> emits.add(new Emit(role, rows(rows))));
      emit.refuseTheRest();
    }
    if (emits.isEmpty()) {
      problems.add(section.line(), "a source without rows", "Add 'fields:' or 'emit:'");
    }
    if (emits.stream().map(Emit::role).distinct().count() < emits.size()) {
      problems.add(section.line(), "two emitted lines have the same role", "Give each its own");
    }
    return List.copyOf(emits);
  }

  private List<FieldRule> rows(Section rows) {
    return fields.parse(rows, Owner.CRM);
  }

  private Optional<Formula> formula(Section section, String key) {
    return section
        .text(key)
        .flatMap(text -> FieldParser.formula(text, section.line(key), problems));
  }
}
