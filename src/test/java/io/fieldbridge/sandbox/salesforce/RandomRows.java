package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Rows of random cells for an upsert, of which many are wrong. The first column is the key; an
 * empty cell leaves a field alone, {@code #N/A} clears it.
 */
final class RandomRows {

  private static final int TRANSACTION = 200;

  private final List<String> names;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param kinds what the cells of a row are taken from, by column, for each kind of rows
   */
  RandomRows(List<Map<String, List<String>>> kinds, int count, long seed) {
    this.names = List.copyOf(kinds.get(0).keySet());
    Random random = new Random(seed);
    for (int row = 0; row < count; row++) {
      var columns = kinds.get(random.nextInt(kinds.size())).values();
      rows.add(columns.stream().map(cells -> any(cells, random)).toList());
    }
  }

  private static String any(List<String> cells, Random random) {
    return cells.get(random.nextInt(cells.size()));
  }

  String csv() {
    return String.join(",", names)
        + "\n"
        + rows.stream().map(row -> String.join(",", row) + "\n").collect(Collectors.joining());
  }

  int size() {
    return rows.size();
  }

  String key(int row) {
    return rows.get(row).get(0);
  }

  /** Whether another row of the same transaction has the key, in any case. */
  boolean isRepeated(int row) {
    int start = row - row % TRANSACTION;
    Map<String, Integer> counts = new HashMap<>();
    rows.subList(start, Math.min(start + TRANSACTION, rows.size()))
        .forEach(one -> counts.merge(one.get(0).toLowerCase(Locale.ROOT), 1, Integer::sum));
    return counts.get(key(row).toLowerCase(Locale.ROOT)) > 1;
  }

  /** The row as the body of a single upsert. */
  ObjectNode json(int row) {
    ObjectNode body = Json.object();
    for (int column = 1; column < names.size(); column++) {
      String cell = rows.get(row).get(column);
      String name = names.get(column);
      int dot = name.indexOf('.');
      if (cell.equals("#N/A")) {
        body.putNull(name);
      } else if (!cell.isEmpty() && dot < 0) {
        body.put(name, cell);
      } else if (!cell.isEmpty()) {
        body.putObject(name.substring(0, dot)).put(name.substring(dot + 1), cell);
      }
    }
    return body;
  }
}
