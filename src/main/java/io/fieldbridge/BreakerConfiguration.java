package io.fieldbridge;

import io.fieldbridge.breaker.BreakerSettings;
import io.fieldbridge.breaker.FlowLimits;
import io.fieldbridge.breaker.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * When a flow stops and asks: {@code fieldbridge.mass-change.*} for all flows, {@code
 * fieldbridge.flow.<flow>.mass-change.*} for one.
 */
final class BreakerConfiguration {

  private static final String CONTRACT = ".yaml";
  private static final int LEAST_MAX = 100_000_000;

  private BreakerConfiguration() {}

  static BreakerSettings read(Configuration configuration, Path home) {
    FlowLimits all = limits(configuration, "fieldbridge.mass-change", FlowLimits.defaults());
    Map<String, FlowLimits> own = new TreeMap<>();
    for (String flow : flows(home.resolve("mappings"))) {
      own.put(flow, limits(configuration, "fieldbridge.flow." + flow + ".mass-change", all));
    }
    return new BreakerSettings(all, own);
  }

  private static FlowLimits limits(Configuration configuration, String key, FlowLimits otherwise) {
    Duration window =
        configuration.text(key + ".window").isEmpty()
            ? otherwise.window()
            : configuration.duration(key + ".window", "");
    if (window.isZero()) {
      configuration.problem(key + ".window", "is no time at all; expected such as 15m");
    }
    return new FlowLimits(
        window,
        limit(configuration, key + ".changes", otherwise.changes()),
        limit(configuration, key + ".removals", otherwise.removals()));
  }

  private static Limit limit(Configuration configuration, String key, Limit otherwise) {
    return new Limit(
        configuration.number(key + ".percent", otherwise.percent(), 0, 100),
        configuration.number(key + ".least", otherwise.least(), 1, LEAST_MAX));
  }

  /** By the names of their contracts; a folder that cannot be read is told when contracts are. */
  private static List<String> flows(Path mappings) {
    try (Stream<Path> files = Files.list(mappings)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(CONTRACT) && !name.startsWith("_"))
          .map(name -> name.substring(0, name.length() - CONTRACT.length()))
          .filter(name -> !name.contains("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
