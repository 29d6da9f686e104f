package io.fieldbridge.mapping;

import io.fieldbridge.mapping.FieldRule.TooLong;
import io.fieldbridge.mapping.FieldType.Kind;
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

  private static final Map<Kind, Set<String>> FITTING =
      Map.ofEntries(
          Map.entry(Kind.STRING, Set.of("text", "id")),
          Map.entry(Kind.CODE, Set.of("text", "id", "object")),
          Map.entry(Kind.COUNTRY, Set.of("text")),
          Map.entry(Kind.CURRENCY, Set.of("text")),
          Map.entry(Kind.REFERENCE, Set.of("text", "id")),
          Map.entry(Kind.DECIMAL, Set.of("decimal", "integer")),
          Map.entry(Kind.MONEY, Set.of("decimal", "integer")),
          Map.entry(Kind.QUANTITY, Set.of("decimal", "integer")),
          Map.entry(Kind.DURATION, Set.of("decimal", "integer")),
          Map.entry(Kind.DATE, Set.of("date", "instant")),
          Map.entry(Kind.INSTANT, Set.of("instant")),
          Map.entry(Kind.BOOLEAN, Set.of("boolean")));

  private final Definition definition;
  private final Contracts.Schemas schemas;
  private final Problems problems;

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
        .forEach(path -> exists(schema, path, source.line()));
  }

  private void object(String system, ObjectSchema schema) {
    rows(definition.fields(), system, schema);
    Definition.End end = definition.ends().get(system);
    if (!end.key().isEmpty()) {
      exists(schema, end.key(), end.line());
    }
    checkParts(system);
    definition.match().forEach(key -> exists(schema, key.fields().get(system), 1));
    checkRequired(system, schema, end.line());
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
                      .filter(path -> !parts.contains(path))
                      .forEach(path -> exists(schema, path, side.line()));
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
            .forEach(path -> exists(schema, path.substring(part.length() + 1), side.line()));
      }
    }
  }

  private Optional<ObjectSchema.Field> exists(ObjectSchema schema, String name, int line) {
    if (name.indexOf('.') >= 0) {
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
    Optional<ObjectSchema.Field> found = exists(schema, write.field(), side.line());
    if (found.isEmpty()) {
      return;
    }
    String where = schema.object() + "." + write.field();
    if (!found.get().writable()) {
      problems.add(
          side.line(), where + " cannot be written", "Use read: ." + write.field() + " alone");
    }
    if (write.formula() == null && side.lookup() == null) {
      checkForm(field, side, where, found.get());
    }
  }

  private void checkForm(
      FieldRule field, SideRule side, String where, ObjectSchema.Field schemaField) {
    Kind kind = side.values() != null ? Kind.CODE : field.type().kind();
    if (!FITTING.get(kind).contains(schemaField.type()) && !schemaField.type().equals("object")) {
      problems.add(
          side.line(),
          "'" + field.name() + "' is " + kind.word() + " but " + where + " " + schemaField.type(),
          "Change the type, or add a formula");
      return;
    }
    if (kind.isNumber()
        && schemaField.type().equals("integer")
        && field.type().scale() > 0
        && side.shape().scale() != 0) {
      problems.add(
          side.line(),
          "'" + field.name() + "' has digits behind the point, " + where + " has none",
          "Add scale: 0 to round it there");
    }
    if (kind == Kind.STRING || kind == Kind.CODE) {
      checkLength(field, side, where, schemaField.lengthMax());
    }
  }

  private void checkLength(FieldRule field, SideRule side, String where, int most) {
    int size = field.type().size();
    boolean decided = field.policy().tooLong() != TooLong.UNDECIDED;
    if (most == 0 || size == most || side.values() != null) {
      return;
    }
    if (size > 0 && most > size && !decided) {
      problems.add(
          side.line(),
          where + " holds " + most + " characters, '" + field.name() + "' only " + size,
          "Add too-long: cut or too-long: reject");
    }
    int sent = side.shape().length() > 0 ? side.shape().length() : size;
    if (sent == 0 && field.type().kind() == Kind.STRING || sent > most) {
      problems.add(
          side.line(),
          "'" + field.name() + "' may be longer than the " + most + " characters of " + where,
          "Add length: " + most + " and too-long: cut or reject");
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
