package io.fieldbridge.sandbox.salesforce.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Objects as a file describes them, by name; an empty file has none. */
final class MetadataFile {

  private MetadataFile() {}

  static Map<String, ObjectLine> shipped(String file) {
    try (InputStream in = MetadataFile.class.getResourceAsStream("/sandbox/salesforce/" + file)) {
      return objects(yaml().load(in));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * @throws IllegalArgumentException where the file is wrong; it says which, object, field and what
   */
  static Map<String, ObjectLine> read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return objects(yaml().load(in));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " cannot be read", unreadable);
    } catch (IllegalArgumentException | YAMLException wrong) {
      throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Map<String, ObjectLine> objects(Object yaml) {
    Map<String, ObjectLine> objects = new LinkedHashMap<>();
    named(yaml, "the file")
        .forEach((name, keys) -> objects.put(name, ObjectLine.read(name, named(keys, name))));
    return objects;
  }

  private static Map<String, Object> named(Object yaml, String what) {
    Map<String, Object> named = new LinkedHashMap<>();
    if (yaml instanceof Map<?, ?> map) {
      map.forEach((name, value) -> named.put(String.valueOf(name), value));
    } else if (yaml != null) {
      throw new IllegalArgumentException(
          what + " must have names with what belongs to each, not: " + yaml);
    }
    return named;
  }

  private static Yaml yaml() {
    return new Yaml(new SafeConstructor(new LoaderOptions()));
  }
}
