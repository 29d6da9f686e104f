package io.fieldbridge.flow;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A route file as it was read, so that what is checked is what runs.
 *
 * @param file its real path
 * @param text its content
 */
public record RouteText(Path file, String text) {

  String name() {
    return file.getFileName().toString();
  }

  /** The name that Camel keeps with everything that came out of the file. */
  String location() {
    return location(file);
  }

  static String location(Path file) {
    return "file:" + file;
  }

  /** Camel does not keep which file a templated route came from, so it cannot be swapped. */
  boolean hasTemplates() {
    return text.contains("routeTemplate") || text.contains("templatedRoute");
  }

  Resource resource() {
    return ResourceHelper.fromBytes(location(), text.getBytes(StandardCharsets.UTF_8));
  }
}
