package io.fieldbridge.sandbox.businesscentral;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Seed files: a heading and rows, cut at commas, without quotes. */
final class Csv {

  private Csv() {}

  static List<Map<String, String>> read(String resource) {
    try (InputStream in = Csv.class.getResourceAsStream(resource)) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      String[] names = lines.get(0).split(",");
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        rows.add(row(names, line.split(",", -1)));
      }
      return rows;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + resource, unreadable);
    }
  }

  private static Map<String, String> row(String[] names, String[] values) {
    Map<String, String> row = new HashMap<>();
    for (int index = 0; index < names.length; index++) {
      row.put(names[index], values[index]);
    }
    return row;
  }
}
