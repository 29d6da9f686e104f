package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The named cases next to a contract: {@code <flow>.examples.yaml}. */
public final class Examples {

  private final Contract contract;
  private final Problems problems;
  private final String file;

  private Examples(Contract contract, String file) {
    this.contract = contract;
    this.file = file;
    this.problems = new Problems(file);
  }

  /** Reads and runs the examples of every contract; what does not come out is a problem. */
  public static List<Problem> check(Path folder, Contracts contracts) {
    List<Problem> all = new ArrayList<>();
    for (Contract contract : contracts.all()) {
      List<Problem> unreadable = new ArrayList<>();
      load(folder, contract, unreadable).stream()
          .map(Example::run)
          .flatMap(Optional::stream)
          .forEach(all::add);
      all.addAll(unreadable);
    }
    return all;
  }

  /**
   * Reads the examples of one contract.
   *
   * @param problems takes what is wrong with the file
   */
  public static List<Example> load(Path folder, Contract contract, List<Problem> problems) {
    Path path = folder.resolve(contract.flow() + ".examples.yaml");
    Examples reader = new Examples(contract, path.getFileName().toString());
    List<Example> examples =
        YamlFile.read(path, reader.problems).map(reader::examples).orElse(List.of());
    problems.addAll(reader.problems.found());
    return examples;
  }

  private List<Example> examples(Section top) {
    List<Example> examples = new ArrayList<>();
    top.list("examples").forEach(value -> examples.add(example(value.section())));
    if (examples.isEmpty()) {
      problems.add(1, "no examples", "Add at least one under 'examples:'");
    }
    top.refuseTheRest();
    return problems.none() ? examples : List.of();
  }

  private Example example(Section section) {
    String name = section.text("name").orElse("");
    String from = section.choice("from", contract.crm(), contract.systems());
    Example.Case given =
        new Example.Case(
            from,
            rows(section),
            object(section, "record"),
            section.has("target") ? object(section, "target") : null,
            agreed(section),
            edited(section),
            world(section),
            object(section, "canonical"),
            section.value("to").map(value -> (ObjectNode) json(value)).orElse(null),
            section.text("rejected").orElse(""),
            section.flag("filtered"));
    boolean grouped = contract.groups(from).isPresent();
    if (name.isEmpty() || !section.has(grouped ? "rows" : "record")) {
      String record = grouped ? "rows" : "record";
      problems.add(
          section.line(),
          "an example without name or " + record,
          "Add name: and " + record + ":" + (grouped ? " and at:" : ""));
    }
    section.value("target");
    section.refuseTheRest();
    return new Example(contract, file, section.line(), name, given);
  }

  private Map<String, ObjectNode> agreed(Section section) {
    Map<String, ObjectNode> agreed = new LinkedHashMap<>();
    section
        .section("agreed")
        .ifPresent(
            sides -> {
              contract.systems().stream()
                  .filter(sides::has)
                  .forEach(system -> agreed.put(system, object(sides, system)));
              sides.refuseTheRest();
            });
    return agreed;
  }

  private Example.Rows rows(Section section) {
    List<ObjectNode> rows = objects(section, "rows");
    Instant at = time(section, "at").orElse(Instant.EPOCH);
    if (!rows.isEmpty() && !section.has("at")) {
      problems.add(section.line(), "rows without a moment", "Add at: 2026-08-03T12:00:00Z");
    }
    return new Example.Rows(rows, at, time(section, "changes-at"));
  }

  private Optional<Instant> time(Section section, String key) {
    Optional<String> text = section.text(key);
    Optional<Instant> time = text.flatMap(Times::instant);
    if (text.isPresent() && time.isEmpty()) {
      problems.add(
          section.line(key), "'" + text.get() + "' is no time", "Write 2026-08-03T12:00:00Z");
    }
    return time;
  }

  private Map<String, Instant> edited(Section section) {
    Map<String, Instant> edited = new LinkedHashMap<>();
    Section times = section.section("edited").orElse(Section.empty(problems));
    for (String system : contract.systems()) {
      time(times, system).ifPresent(at -> edited.put(system, at));
    }
    times.refuseTheRest();
    return edited;
  }

  private Lookups world(Section section) {
    List<ObjectNode> links = objects(section, "links");
    List<ObjectNode> rows = objects(section, "lookups");
    return new ExampleWorld(links, rows);
  }

  private static List<ObjectNode> objects(Section section, String key) {
    return section.list(key).stream().map(value -> (ObjectNode) json(value)).toList();
  }

  private ObjectNode object(Section section, String key) {
    JsonNode node = section.value(key).map(Examples::json).orElse(null);
    if (node instanceof ObjectNode object) {
      return object;
    }
    if (node != null) {
      problems.add(section.line(key), "'" + key + "' is no mapping", "Write 'field: value' pairs");
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode json(YamlValue value) {
    if (value.isSection()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      Section section = value.section();
      section.names().forEach(name -> object.set(name, json(section.value(name).orElseThrow())));
      return object;
    }
    if (value.isList()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.list().forEach(element -> array.add(json(element)));
      return array;
    }
    return SideParser.node(value);
  }
}
