package io.fieldbridge.sandbox.salesforce.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All objects of the org. Immutable. Object names are found in any case. */
public final class Schema {

  private static final List<String> FILES =
      List.of(
          "sales.yaml",
          "setup.yaml",
          "orders.yaml",
          "service.yaml",
          "stock.yaml",
          "warranty.yaml",
          "custom.yaml",
          "mirror.yaml",
          "events.yaml");
  private static final String CUSTOM_PREFIXES =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Map<String, ObjectType> objects = new LinkedHashMap<>();
  private final Map<String, ObjectType> asWritten = new HashMap<>();
  private final Map<String, ObjectType> prefixes = new HashMap<>();

  private Schema(Collection<ObjectType> types) {
    for (ObjectType type : types) {
      objects.put(lower(type.name()), type);
      asWritten.put(type.name(), type);
      prefixes.put(type.prefix(), type);
    }
    objects.values().forEach(this::linkChildren);
  }

  private static Schema of(Map<String, ObjectLine> lines) {
    List<ObjectType> types = new ArrayList<>();
    lines.forEach(
        (name, line) -> types.add(new ObjectType(name, line, StandardFields.all(name, line))));
    return new Schema(types);
  }

  private void check(ObjectType type) {
    for (Field field : type.fields()) {
      List<String> to = field.reference() == null ? List.of() : field.reference().to();
      for (String target : to) {
        if (find(target) == null) {
          throw new IllegalArgumentException(
              type + "." + field.name() + " refers to the unknown object '" + target + "'");
        }
      }
    }
    type.formulas()
        .forEach((name, formula) -> formula.paths().forEach(path -> check(type, name, path)));
    type.rollUps().forEach(rollUp -> rollUp.check(type, find(rollUp.object())));
    type.validationRules()
        .forEach(
            rule -> rule.errorCondition().paths().forEach(path -> check(type, rule.name(), path)));
    type.duplicateRules()
        .forEach(rule -> rule.matchFields().forEach(path -> check(type, rule.name(), path)));
  }

  private static void check(ObjectType type, String rule, String path) {
    String first = path.replaceFirst("\\..*", "");
    if (!first.startsWith("$") && type.field(first) == null && type.parent(first) == null) {
      throw new IllegalArgumentException(
          type + ", rule " + rule + ": there is no field or relationship '" + first + "'");
    }
  }

  /** The same org as somebody sees it who may not see, or not write, everything. */
  public Schema seenBy(Sight sight) {
    return new Schema(
        objects.values().stream()
            .filter(type -> sight.sees(type, "read"))
            .map(type -> type.seenBy(sight))
            .toList());
  }

  /**
   * Reads the shipped metadata, and after it the files of a folder that adds objects and fields of
   * its own.
   *
   * @param more a folder with {@code *.yaml} or {@code *.json} in the notation of the shipped
   *     files; null for none
   * @throws IllegalArgumentException where a file is wrong; it says which and what
   */
  public static Schema load(Path more) {
    Map<String, ObjectLine> lines = lines(FILES);
    if (more != null) {
      try (var files = Files.list(more)) {
        files
            .filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
            .sorted()
            .forEach(file -> merge(lines, MetadataFile.read(file)));
      } catch (IOException unreadable) {
        throw new IllegalArgumentException("cannot read the metadata folder " + more, unreadable);
      }
    }
    Schema schema = of(lines);
    schema.objects().forEach(schema::check);
    return schema;
  }

  /** The objects of the tooling API. */
  public static Schema tooling() {
    return of(lines(List.of("tooling.yaml")));
  }

  private static Map<String, ObjectLine> lines(List<String> files) {
    Map<String, ObjectLine> lines = new LinkedHashMap<>();
    files.forEach(file -> merge(lines, MetadataFile.shipped(file)));
    return lines;
  }

  /** Null where there is no such object. */
  public ObjectType find(String name) {
    ObjectType type = asWritten.get(name);
    return type == null ? objects.get(lower(name)) : type;
  }

  /** The object of that name, which exists. */
  public ObjectType require(String name) {
    ObjectType found = find(name);
    if (found == null) {
      throw new SalesforceError("NOT_FOUND", "The requested resource does not exist");
    }
    return found;
  }

  /** The object that an id belongs to; null where no object has its prefix. */
  public ObjectType ofId(String id) {
    return id.length() < 3 ? null : prefixes.get(id.substring(0, 3));
  }

  public Collection<ObjectType> objects() {
    return Collections.unmodifiableCollection(objects.values());
  }

  private void linkChildren(ObjectType object) {
    for (Field field : object.fields()) {
      if (field.reference() != null) {
        for (String to : field.reference().to()) {
          ObjectType parent = objects.get(lower(to));
          if (parent != null) {
            parent.add(new ObjectType.Child(object, field, field.reference().children()));
          }
        }
      }
    }
  }

  private static void merge(Map<String, ObjectLine> lines, Map<String, ObjectLine> more) {
    more.forEach(
        (name, line) -> {
          ObjectLine whole = lines.containsKey(name) ? lines.get(name).with(line) : line;
          lines.put(
              name, whole.text("prefix") == null ? whole.withPrefix(prefix(lines, name)) : whole);
        });
  }

  /**
   * The next free prefix of custom objects, from b00 (e10 of events) so that shipped ones keep
   * theirs.
   */
  private static String prefix(Map<String, ObjectLine> lines, String name) {
    if (!name.matches("\\w+__[ce]")) {
      throw new IllegalArgumentException(
          name + ": a new object needs a 'prefix', or a name that ends with __c");
    }
    Set<String> taken =
        lines.values().stream().map(line -> line.text("prefix")).collect(Collectors.toSet());
    String first = name.endsWith("__e") ? "e1" : "b0";
    for (char last : CUSTOM_PREFIXES.toCharArray()) {
      if (taken.add(first + last)) {
        return first + last;
      }
    }
    throw new IllegalArgumentException(name + ": too many custom objects without a prefix");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
