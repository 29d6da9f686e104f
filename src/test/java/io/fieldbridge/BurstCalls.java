package io.fieldbridge;

import io.fieldbridge.connector.Connector;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls since the start, by system and purpose, as the connectors count them.
 *
 * @param bySystem system to purpose to calls
 */
record BurstCalls(Map<String, Map<String, Long>> bySystem) {

  static BurstCalls of(Bridge bridge) {
    Map<String, Map<String, Long>> calls = new TreeMap<>();
    for (Connector connector : bridge.engine().systems().all()) {
      calls.put(connector.system(), new TreeMap<>(connector.status().calls()));
    }
    return new BurstCalls(calls);
  }

  BurstCalls since(BurstCalls before) {
    Map<String, Map<String, Long>> spent = new TreeMap<>();
    bySystem.forEach(
        (system, calls) -> {
          Map<String, Long> more = new TreeMap<>();
          calls.forEach(
              (purpose, count) ->
                  more.put(purpose, count - before.bySystem.get(system).getOrDefault(purpose, 0L)));
          spent.put(system, more);
        });
    return new BurstCalls(spent);
  }

  long of(String system, String purpose) {
    return bySystem.get(system).getOrDefault(purpose, 0L);
  }

  /** For people: what was spent, and what that is per 1,000 changes. */
  String told(int changes) {
    StringBuilder text = new StringBuilder(changes + " changes:");
    bySystem.forEach(
        (system, calls) ->
            calls.forEach(
                (purpose, count) ->
                    text.append(
                        "%n  %-17s %-17s %5d calls, %6.1f per 1,000 changes"
                            .formatted(system, purpose, count, count * 1000.0 / changes))));
    return text.toString();
  }
}
