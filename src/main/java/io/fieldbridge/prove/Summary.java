package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all runs of a campaign together played and found. */
final class Summary {

  private final List<Long> failed = new ArrayList<>();
  private final Map<String, Integer> kills = new TreeMap<>();
  private final Map<String, Integer> faults = new TreeMap<>();
  private final Map<String, Integer> differences = new TreeMap<>();
  private final Map<String, Integer> played = new TreeMap<>();
  private int runs;

  void add(JsonNode result) {
    runs++;
    if (!result.path("passed").asBoolean()) {
      failed.add(result.path("seed").asLong());
    }
    add(kills, result.path("kills"));
    add(faults, result.path("faults"));
    for (String what : List.of("companies", "workOrders", "deeds")) {
      played.merge(what, result.path(what).asInt(), Integer::sum);
    }
    for (JsonNode difference : result.path("differences")) {
      differences.merge(difference.asText().replaceFirst(":.*", ""), 1, Integer::sum);
    }
  }

  private static void add(Map<String, Integer> sums, JsonNode counts) {
    counts
        .properties()
        .forEach(count -> sums.merge(count.getKey(), count.getValue().asInt(), Integer::sum));
  }

  boolean passed() {
    return failed.isEmpty();
  }

  void print(PrintStream out) {
    out.printf(
        "%d runs, %d failed: %d lost, %d doubled, %d out of order%n",
        runs,
        failed.size(),
        differences.getOrDefault("lost", 0),
        differences.getOrDefault("doubled", 0),
        differences.getOrDefault("out of order", 0));
    out.println("played: " + played);
    out.println("kills: " + sum(kills) + " " + kills);
    out.println("faults: " + sum(faults) + " " + faults);
    if (!failed.isEmpty()) {
      out.println("differences: " + differences);
      out.println("failed seeds: " + failed + "; play one again with --replay SEED");
    }
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
