package io.fieldbridge.mapping;

import io.fieldbridge.mapping.LineRules.Emit;
import io.fieldbridge.mapping.LineRules.Source;
import io.fieldbridge.model.ObjectSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Leaves out of a contract what it calls optional and a system does not have: the row, or of a
 * formula that reads more than that the field alone, which counts as empty then.
 */
final class OptionalRows {

  private final Definition definition;
  private final Contracts.Schemas schemas;

  OptionalRows(Definition definition, Contracts.Schemas schemas) {
    this.definition = definition;
    this.schemas = schemas;
  }

  /** The fields that the systems lack, as {@code system Object.Field}. */
  List<String> missing() {
    List<String> missing = new ArrayList<>(missing(definition.fields(), definition::object));
    sources()
        .forEach(
            source ->
                source
                    .emits()
                    .forEach(emit -> missing.addAll(missing(emit.fields(), objects(source)))));
    return missing.stream().distinct().toList();
  }

  /** The contract without the optional rows, and the match keys, that need a missing field. */
  Definition fitted() {
    List<String> gone = missing(definition.fields(), definition::object);
    List<MatchKey> keys = definition.match().stream().filter(key -> !needs(key, gone)).toList();
    LineRules lines = definition.lines();
    LineRules fittedLines =
        lines == null
            ? null
            : new LineRules(
                lines.from(),
                lines.to(),
                lines.member(),
                lines.required(),
                sources().map(this::fitted).toList());
    return definition.with(kept(definition.fields(), definition::object), keys, fittedLines);
  }

  private Source fitted(Source source) {
    List<Emit> emits =
        source.emits().stream()
            .map(emit -> new Emit(emit.role(), kept(emit.fields(), objects(source))))
            .toList();
    return new Source(
        source.line(),
        source.children(),
        source.object(),
        source.key(),
        source.groupBy(),
        source.where(),
        source.usedBy(),
        emits);
  }

  private Stream<Source> sources() {
    return definition.lines() == null ? Stream.empty() : definition.lines().sources().stream();
  }

  /** Which object a row of the source is about in each system; empty where it is not told. */
  private UnaryOperator<String> objects(Source source) {
    LineRules lines = definition.lines();
    return system -> system.equals(lines.from()) ? source.object() : lines.member();
  }

  private List<FieldRule> kept(List<FieldRule> rows, UnaryOperator<String> objects) {
    return rows.stream()
        .flatMap(row -> row.policy().optional() ? fitted(row, objects).stream() : Stream.of(row))
        .toList();
  }

  /** The row without what a system lacks; empty where nothing is left of it there. */
  private Optional<FieldRule> fitted(FieldRule row, UnaryOperator<String> objects) {
    Map<String, SideRule> sides = new LinkedHashMap<>();
    row.sides()
        .forEach(
            (system, side) ->
                fitted(side, lacking(side, system, objects.apply(system)))
                    .ifPresent(fitted -> sides.put(system, fitted)));
    return sides.size() < row.sides().size() ? Optional.empty() : Optional.of(row.with(sides));
  }

  private static Optional<SideRule> fitted(SideRule side, Set<String> lacking) {
    if (lacking.isEmpty()) {
      return Optional.of(side);
    }
    boolean written = side.writes().stream().anyMatch(write -> lacking.contains(write.field()));
    boolean told = side.read() != null && !lacking.containsAll(side.read().paths());
    return written || !told
        ? Optional.empty()
        : Optional.of(side.reading(side.read().without(lacking)));
  }

  private List<String> missing(List<FieldRule> rows, UnaryOperator<String> objects) {
    List<String> missing = new ArrayList<>();
    for (FieldRule row : rows) {
      if (row.policy().optional()) {
        row.sides()
            .forEach(
                (system, side) -> {
                  String object = objects.apply(system);
                  lacking(side, system, object)
                      .forEach(name -> missing.add(named(system, object, name)));
                });
      }
    }
    return missing;
  }

  private boolean needs(MatchKey key, List<String> gone) {
    return key.fields().entrySet().stream()
        .anyMatch(
            side ->
                gone.contains(
                    named(side.getKey(), definition.object(side.getKey()), side.getValue())));
  }

  private Set<String> lacking(SideRule side, String system, String object) {
    Optional<ObjectSchema> schema =
        object.isEmpty() ? Optional.empty() : schemas.of(system, object);
    Set<String> lacking = new TreeSet<>();
    schema.ifPresent(
        known ->
            names(side, system).stream()
                .filter(name -> known.field(name).isEmpty())
                .forEach(lacking::add));
    return lacking;
  }

  /** The vendor's own fields of the row; a path through a parent or a part says nothing of them. */
  private Set<String> names(SideRule side, String system) {
    Set<String> names = new HashSet<>();
    Map<String, String> parts = definition.parts().getOrDefault(system, Map.of());
    if (side.read() != null) {
      side.read().paths().stream()
          .filter(path -> path.indexOf('.') < 0 && !parts.containsKey(path))
          .forEach(names::add);
    }
    side.writes().forEach(write -> names.add(write.field()));
    return names;
  }

  private static String named(String system, String object, String field) {
    return system + " " + object + "." + field;
  }
}
