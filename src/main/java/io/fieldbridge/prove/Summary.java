package io.fieldbridge.prove;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What all runs of a campaign together played and found, as docs/reliability.md tells it. */
final class Summary {

  private final Map<Long, String> failed = new TreeMap<>();
  private final Map<String, Integer> kills = new TreeMap<>();
  private final Map<String, Integer> faults = new TreeMap<>();
  private final Map<String, Integer> differences = new TreeMap<>();
  private final Map<String, Integer> played = new TreeMap<>();
  private int runs;
  private long milliseconds;

  Summary() {
    Trouble.names().forEach(fault -> faults.put(fault, 0));
  }

  void add(JsonNode result) {
    runs++;
    milliseconds += result.path("milliseconds").asLong();
    if (!result.path("passed").asBoolean()) {
      failed.put(result.path("seed").asLong(), result.path("differences").path(0).asText());
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

  /**
   * @param about program and machine
   * @param took how long this sitting was, in which perhaps not all of the runs were played
   */
  void print(Extent extent, String about, Duration took, PrintStream out) {
    long last = extent.firstSeed() + extent.runs() - 1;
    out.printf("%n%d runs, seeds %d to %d, ", runs, extent.firstSeed(), last);
    out.printf("%d at once; %s%n", extent.atOnce(), about);
    out.printf(
        "%d failed: %d lost, %d doubled, %d out of order%n",
        failed.size(),
        differences.getOrDefault("lost", 0),
        differences.getOrDefault("doubled", 0),
        differences.getOrDefault("out of order", 0));
    out.printf(
        "%d companies, %d work orders, %d deeds and events; a run took %d s, this sitting %s%n",
        played.get("companies"),
        played.get("workOrders"),
        played.get("deeds"),
        milliseconds / 1000 / runs,
        Progress.words(took));
    table("kill", kills, out);
    table("fault", faults, out);
    failed.forEach(
        (seed, first) -> out.printf("failed: --replay %d%s: %s%n", seed, size(extent), first));
  }

  private static String size(Extent extent) {
    return extent.size() == 1 ? "" : " --size " + extent.size();
  }

  private static void table(String what, Map<String, Integer> counts, PrintStream out) {
    int sum = counts.values().stream().mapToInt(Integer::intValue).sum();
    out.printf("%n| %s | times |%n|---|---|%n", what);
    counts.forEach((name, times) -> out.printf("| %s | %d |%n", name, times));
    out.printf("| all | %d |%n%n", sum);
  }
}
