package io.fieldbridge.mapping;

import io.fieldbridge.model.ObjectSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Leaves out of a contract what it calls optional and a system does not have. */
final class OptionalRows {

  private final Definition definition;
  private final Contracts.Schemas schemas;

  OptionalRows(Definition definition, Contracts.Schemas schemas) {
    this.definition = definition;
    this.schemas = schemas;
  }

  /** The fields that the systems lack, as {@code system Object.Field}, by the row they stand in. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (FieldRule row : definition.fields()) {
      if (row.policy().optional()) {
        row.sides().keySet().forEach(system -> missing.addAll(missing(row, system)));
      }
    }
    return missing;
  }

  /** The contract without the optional rows, and the match keys, that need a missing field. */
  Definition fitted() {
    Set<String> gone = new HashSet<>();
    List<FieldRule> kept = new ArrayList<>();
    for (FieldRule row : definition.fields()) {
      Set<String> lacking = new HashSet<>();
      if (row.policy().optional()) {
        row.sides().keySet().forEach(system -> lacking.addAll(missing(row, system)));
      }
      gone.addAll(lacking);
      if (lacking.isEmpty()) {
        kept.add(row);
      }
    }
    List<MatchKey> keys = definition.match().stream().filter(key -> !needs(key, gone)).toList();
    return definition.with(List.copyOf(kept), keys);
  }

  private boolean needs(MatchKey key, Set<String> gone) {
    return key.fields().entrySet().stream()
        .anyMatch(side -> gone.contains(named(side.getKey(), side.getValue())));
  }

  private List<String> missing(FieldRule row, String system) {
    Optional<ObjectSchema> schema = schemas.of(system, definition.ends().get(system).object());
    return schema.isEmpty()
        ? List.of()
        : names(row.sides().get(system), system).stream()
            .filter(name -> schema.get().field(name).isEmpty())
            .map(name -> named(system, name))
            .toList();
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

  private String named(String system, String field) {
    return system + " " + definition.ends().get(system).object() + "." + field;
  }
}
