package io.fieldbridge.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that come with the program. */
final class Shipped {

  private Shipped() {}

  static String route(String name) {
    return read(Path.of("routes", name + ".camel.yaml"));
  }

  static String mapping(String flow) {
    return read(Path.of("mappings", flow + ".yaml"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
