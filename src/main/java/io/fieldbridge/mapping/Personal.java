package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.LineRules.Emit;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The fields of which contracts say that they hold personal data, by every name that they bear:
 * canonical, and in either system. Immutable and thread-safe.
 */
public final class Personal {

  /** What stands in the place of a personal value. */
  public static final String MASK = "***";

  private static final Personal NOTHING = new Personal(Set.of());

  private final Set<String> names;

  private Personal(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  public static Personal nothing() {
    return NOTHING;
  }

  static Personal of(Definition definition) {
    Set<String> names = new TreeSet<>();
    Stream.concat(definition.fields().stream(), lines(definition))
        .filter(row -> row.policy().personal())
        .forEach(row -> addNames(row, names));
    if (!names.isEmpty()) {
      names.add(definition.report().reason());
    }
    return new Personal(names);
  }

  private static Stream<FieldRule> lines(Definition definition) {
    return Stream.ofNullable(definition.lines())
        .flatMap(lines -> lines.sources().stream())
        .flatMap(source -> source.emits().stream())
        .map(Emit::fields)
        .flatMap(List::stream);
  }

  private static void addNames(FieldRule row, Set<String> names) {
    names.add(row.name());
    for (SideRule side : row.sides().values()) {
      Stream<String> read = Stream.ofNullable(side.read()).flatMap(rule -> rule.paths().stream());
      Stream<String> written = side.writes().stream().map(SideRule.Write::field);
      Stream.concat(read, written).map(Personal::last).forEach(names::add);
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  static Personal union(Stream<Personal> all) {
    Set<String> names = new TreeSet<>();
    all.forEach(one -> names.addAll(one.names));
    return new Personal(names);
  }

  /** A copy in which the personal fields, however deep, hold nothing but the mask. */
  public ObjectNode masked(ObjectNode values) {
    ObjectNode copy = values.deepCopy();
    mask(copy);
    return copy;
  }

  private void mask(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String field : names) {
        if (object.hasNonNull(field) && !object.get(field).asText("?").isEmpty()) {
          object.put(field, MASK);
        }
      }
      object.forEach(this::mask);
    } else if (node instanceof ArrayNode array) {
      array.forEach(this::mask);
    }
  }

  /** The personal values of these records, whichever system they are from. */
  public PersonalValues values(Collection<? extends JsonNode> records) {
    Set<String> found = new TreeSet<>();
    if (!names.isEmpty()) {
      records.stream().filter(Objects::nonNull).forEach(record -> collect(record, found));
    }
    return PersonalValues.of(found);
  }

  private void collect(JsonNode node, Set<String> found) {
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              if (value.isValueNode() && names.contains(field.getKey())) {
                found.add(value.asText());
              }
            });
    node.forEach(child -> collect(child, found));
  }
}
