package io.fieldbridge.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the seed files: comma separated, a header line, no comma and no quote inside a value. */
final class SeedFile {

  private SeedFile() {}

  static List<Map<String, String>> rows(String resource) {
    try (InputStream in = SeedFile.class.getResourceAsStream(resource)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      String[] names = lines.get(0).split(",");
      return lines.stream().skip(1).map(line -> row(names, line)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, String> row(String[] names, String line) {
    String[] values = line.split(",", -1);
    if (values.length != names.length) {
      throw new IllegalStateException("not " + names.length + " values: " + line);
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int column = 0; column < names.length; column++) {
      row.put(names[column], values[column]);
    }
    return row;
  }
}
