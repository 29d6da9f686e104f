package io.fieldbridge.sandbox.salesforce.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** All objects of the org. Immutable. Object names are found in any case. */
public final class Schema {

  private static final List<String> FILES =
      List.of("sales.yaml", "service.yaml", "custom.yaml", "events.yaml");

  private final Map<String, ObjectType> objects = new LinkedHashMap<>();

  private Schema(Map<String, ObjectLine> lines, boolean multiCurrency) {
    lines.forEach(
        (name, line) ->
            objects.put(
                lower(name), new ObjectType(name, line, StandardFields.all(line, multiCurrency))));
    objects.values().forEach(this::linkChildren);
  }

  /**
   * Reads the shipped metadata, and after it the files of a folder that adds objects and fields of
   * its own.
   *
   * @param more a folder with {@code *.yaml} in the notation of the shipped files; null for none
   */
  public static Schema load(Path more, boolean multiCurrency) {
    Map<String, ObjectLine> lines = lines(FILES);
    if (more != null) {
      try (var files = Files.list(more)) {
        files
            .filter(file -> file.toString().endsWith(".yaml"))
            .sorted()
            .forEach(file -> merge(lines, read(file)));
      } catch (IOException unreadable) {
        throw new UncheckedIOException("cannot read the metadata folder " + more, unreadable);
      }
    }
    return new Schema(lines, multiCurrency);
  }

  /** The objects of the tooling API. */
  public static Schema tooling() {
    return new Schema(lines(List.of("tooling.yaml")), false);
  }

  private static Map<String, ObjectLine> lines(List<String> files) {
    Map<String, ObjectLine> lines = new LinkedHashMap<>();
    files.forEach(file -> merge(lines, shipped(file)));
    return lines;
  }

  /** Null where there is no such object. */
  public ObjectType find(String name) {
    return objects.get(lower(name));
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
    return objects.values().stream()
        .filter(object -> id.startsWith(object.prefix()))
        .findFirst()
        .orElse(null);
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

  private static void merge(Map<String, ObjectLine> lines, Map<String, Map<String, Object>> yaml) {
    yaml.forEach(
        (name, content) -> {
          ObjectLine line = ObjectLine.read(content);
          lines.merge(name, line, (known, later) -> known.with(later.fields()));
        });
  }

  private static Map<String, Map<String, Object>> shipped(String file) {
    try (InputStream in = Schema.class.getResourceAsStream("/sandbox/salesforce/" + file)) {
      return yaml().load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, Map<String, Object>> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return yaml().load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
