package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.mapping.LineRules.Source;
import io.fieldbridge.mapping.SideRule.Write;
import io.fieldbridge.model.ObjectSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What can be wrong with a contract in the eyes of the two systems. */
final class SchemaChecks {

  private static final Set<String> DAYS = Set.of("date", "instant", "object");

  private final Definition definition;
  private final Contracts.Schemas schemas;
  private final Problems problems;
  private final Set<String> unknown = new HashSet<>();
  private boolean live;

  SchemaChecks(Definition definition, Contracts.Schemas schemas, Problems problems) {
    this.definition = definition;
    this.schemas = schemas;
    this.problems = problems;
  }

  void run() {
    definition
        .ends()
        .forEach(
            (system, end) ->
                schemas.of(system, end.object()).ifPresent(schema -> object(system, schema)));
    if (definition.lines() != null) {
      lines(definition.lines());
    }
    definition.fields().forEach(this::checkLookups);
    checkReport();
    definition.leaving().onDelete().forEach(this::checkDeparture);
    definition.leaving().onLeave().forEach(this::checkDeparture);
  }

  /** The same for systems that tell of every object they have: one of which nothing is told. */
  void runLive() {
    live = true;
    definition.ends().forEach((system, end) -> known(system, end.object(), end.line()));
    definition
        .parts()
        .forEach((system, parts) -> parts.values().forEach(object -> known(system, object, 1)));
    LineRules lines = definition.lines();
    if (lines != null) {
      for (Source source : lines.sources()) {
        known(lines.from(), source.object(), source.line());
        known(lines.to(), lines.member(), source.line());
      }
    }
    run();
  }

  private Optional<ObjectSchema> known(String system, String object, int line) {
    Optional<ObjectSchema> schema =
        object.isEmpty() ? Optional.empty() : schemas.of(system, object);
    if (schema.isEmpty() && !object.isEmpty() && unknown.add(system + " " + object)) {
      problems.add(
          line,
          system + " has no " + object + ", or hides it from the integration user",
          "Correct the name, or grant it");
    }
    return schema;
  }

  private void checkLookups(FieldRule field) {
    for (SideRule side : field.sides().values()) {
      if (side.lookup() != null) {
        lookupSet(side)
            .ifPresent(
                set -> {
                  exists(side.system(), set, side.lookup().by(), side.line());
                  exists(side.system(), set, side.lookup().give(), side.line());
                });
      }
    }
  }

  private Optional<ObjectSchema> lookupSet(SideRule side) {
    return live
        ? known(side.system(), side.lookup().set(), side.line())
        : schemas.of(side.system(), side.lookup().set());
  }

  private void checkReport() {
    Map.Entry<String, Definition.End> crm = definition.ends().entrySet().iterator().next();
    Report report = definition.report();
    schemas
        .of(crm.getKey(), crm.getValue().object())
        .ifPresent(
            schema ->
                Stream.of(report.status(), report.reason(), report.number(), report.at())
                    .filter(field -> !field.isEmpty() && !field.equals(crm.getValue().key()))
                    .forEach(field -> writable(crm.getKey(), schema, field, report.line())));
  }

  /** What is written to the other half belongs to that half's system. */
  private void checkDeparture(String system, Departure departure) {
    for (Map.Entry<String, Definition.End> end : definition.ends().entrySet()) {
      Optional<ObjectSchema> schema = schemas.of(end.getKey(), end.getValue().object());
      if (!end.getKey().equals(system) && schema.isPresent()) {
        for (Map.Entry<String, JsonNode> value : departure.values().properties()) {
          String where = schema.get().object() + "." + value.getKey();
          writable(end.getKey(), schema.get(), value.getKey(), departure.line())
              .filter(field -> value.getValue().isTextual())
              .ifPresent(
                  field ->
                      FieldFit.checkWord(
                          departure.line(), value.getValue().asText(), where, field, problems));
        }
      }
    }
  }

  private Optional<ObjectSchema.Field> writable(
      String system, ObjectSchema schema, String name, int line) {
    Optional<ObjectSchema.Field> field = exists(system, schema, name, line);
    if (field.isPresent() && !field.get().writable()) {
      problems.add(line, schema.object() + "." + name + " cannot be written", "Name another field");
    }
    return field;
  }

  private void lines(LineRules lines) {
    for (Source source : lines.sources()) {
      schemas
          .of(lines.to(), lines.member())
          .ifPresent(
              schema -> source.emits().forEach(emit -> rows(emit.fields(), lines.to(), schema)));
      if (!source.object().isEmpty()) {
        schemas
            .of(lines.from(), source.object())
            .ifPresent(schema -> children(source, lines.from(), schema));
      }
    }
  }

  private void children(Source source, String system, ObjectSchema schema) {
    source.emits().forEach(emit -> rows(emit.fields(), system, schema));
    Stream.of(source.key(), source.groupBy(), source.where())
        .filter(Objects::nonNull)
        .flatMap(formula -> formula.paths().stream())
        .forEach(path -> exists(system, schema, path, source.line()));
  }

  private void object(String system, ObjectSchema schema) {
    rows(definition.fields(), system, schema);
    Definition.End end = definition.ends().get(system);
    if (!end.key().isEmpty()) {
      exists(system, schema, end.key(), end.line());
    }
    checkParts(system);
    checkGrouping(system, schema);
    Formula filter = definition.filters().get(system);
    if (filter != null) {
      filter.paths().forEach(path -> exists(system, schema, path, end.line()));
    }
    definition
        .match()
        .forEach(
            key -> key.paths(system).forEach(path -> exists(system, schema, path, key.line())));
    checkRequired(system, schema, end.line());
  }

  private boolean isGrouped(String system) {
    return definition.grouping() != null && definition.grouping().system().equals(system);
  }

  private void checkGrouping(String system, ObjectSchema schema) {
    if (!isGrouped(system)) {
      return;
    }
    Grouping grouping = definition.grouping();
    for (String name : grouping.fields()) {
      exists(system, schema, name, grouping.line())
          .filter(field -> grouping.days().contains(name))
          .filter(field -> !DAYS.contains(field.type()))
          .ifPresent(
              field ->
                  problems.add(
                      grouping.line(),
                      schema.object() + "." + name + " is " + field.type() + ", not a day",
                      "Name a field that holds a date"));
    }
  }

  private void rows(List<FieldRule> rows, String system, ObjectSchema schema) {
    Set<String> parts = definition.parts().getOrDefault(system, Map.of()).keySet();
    for (FieldRule field : rows) {
      field
          .side(system)
          .ifPresent(
              side -> {
                if (side.read() != null) {
                  side.read().paths().stream()
                      .filter(path -> !parts.contains(path.split("\\.", 2)[0]))
                      .forEach(path -> exists(system, schema, path, side.line()));
                }
                side.writes().forEach(write -> checkWrite(field, side, write, schema));
              });
    }
  }

  /** Paths that go through a part, such as {@code .invoice.number}, in that part's own object. */
  private void checkParts(String system) {
    definition
        .parts()
        .getOrDefault(system, Map.of())
        .forEach(
            (part, object) -> {
              if (!object.isEmpty()) {
                schemas.of(system, object).ifPresent(schema -> checkPart(system, part, schema));
              }
            });
  }

  private void checkPart(String system, String part, ObjectSchema schema) {
    for (FieldRule field : definition.fields()) {
      SideRule side = field.sides().get(system);
      if (side != null && side.read() != null) {
        side.read().paths().stream()
            .filter(path -> path.startsWith(part + "."))
            .forEach(
                path -> exists(system, schema, path.substring(part.length() + 1), side.line()));
      }
    }
  }

  /** A path through a parent, in the parent's own object. */
  private void parent(String system, ObjectSchema schema, String path, int line) {
    String[] steps = path.split("\\.", 2);
    String object = schema.parents().get(steps[0]);
    if (object != null && !object.isEmpty()) {
      schemas.of(system, object).ifPresent(parent -> exists(system, parent, steps[1], line));
    } else if (object == null && !schema.parents().isEmpty() && schema.field(steps[0]).isEmpty()) {
      problems.add(
          line,
          schema.object() + " has no parent " + steps[0],
          Problems.similar(steps[0], schema.parents().keySet())
              .map(other -> "Did you mean '" + other + "'?")
              .orElse("Known: " + String.join(", ", new TreeSet<>(schema.parents().keySet()))));
    }
  }

  private Optional<ObjectSchema.Field> exists(
      String system, ObjectSchema schema, String name, int line) {
    if (name.equals(Groups.KEY) && isGrouped(system)) {
      return Optional.empty();
    }
    if (name.indexOf('.') >= 0) {
      parent(system, schema, name, line);
      return Optional.empty();
    }
    Optional<ObjectSchema.Field> field = schema.field(name);
    if (field.isEmpty()) {
      Optional<String> near = Problems.similar(name, schema.fields().keySet());
      problems.add(
          line,
          schema.object() + " has no field " + name,
          near.map(other -> "Did you mean '" + other + "'?")
              .orElse("Create it there, grant it to the integration user, or take the row out"));
    }
    return field;
  }

  private void checkWrite(FieldRule field, SideRule side, Write write, ObjectSchema schema) {
    Optional<ObjectSchema.Field> found = exists(side.system(), schema, write.field(), side.line());
    if (found.isEmpty()) {
      return;
    }
    String where = schema.object() + "." + write.field();
    if (!found.get().writable()) {
      problems.add(
          side.line(), where + " cannot be written", "Use read: ." + write.field() + " alone");
    }
    if (write.formula() == null && side.lookup() == null) {
      FieldFit.check(field, side, where, found.get(), problems);
    }
  }

  private void checkRequired(String system, ObjectSchema schema, int line) {
    Set<String> written = new HashSet<>();
    for (FieldRule field : definition.fields()) {
      field.side(system).ifPresent(side -> side.writes().forEach(one -> written.add(one.field())));
    }
    boolean crm = system.equals(definition.ends().keySet().iterator().next());
    String towards = crm ? Contract.TO_CRM : Contract.TO_ERP;
    if (!definition.direction().equals("both") && !definition.direction().equals(towards)) {
      return;
    }
    Set<String> required = new TreeSet<>();
    schema
        .fields()
        .forEach(
            (name, field) -> {
              if (field.required() && field.writable() && !written.contains(name)) {
                required.add(name);
              }
            });
    required.forEach(
        name ->
            problems.add(
                line,
                schema.object() + "." + name + " is required but no row writes it",
                "Add one"));
  }
}
