package io.fieldbridge.sandbox.salesforce.events;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A channel that carries several objects.
 *
 * @param topic {@code /data/ChangeEvents} or {@code /data/<name>__chn}
 * @param members each selected object with the fields that enrich its UPDATE and DELETE events, at
 *     most ten
 * @param filters of some members: the condition, as after WHERE, that a record must meet for its
 *     event to come
 */
public record EventChannel(
    String topic, Map<String, List<String>> members, Map<String, String> filters) {
  static final String STANDARD = "/data/ChangeEvents";
  private static final int ENRICHED_MAX = 10;

  public EventChannel {
    if (!topic.equals(STANDARD) && !topic.matches("/data/\\w+__chn")) {
      throw new IllegalArgumentException(
          "A channel is " + STANDARD + " or /data/<name>__chn, not " + topic);
    }
    Map<String, List<String>> copy = new HashMap<>();
    members.forEach((entity, enriched) -> copy.put(entity, checked(entity, enriched)));
    members = Map.copyOf(copy);
    filters = Map.copyOf(filters);
  }

  /** A channel without filters. */
  public EventChannel(String topic, Map<String, List<String>> members) {
    this(topic, members, Map.of());
  }

  /** The channel of every org, {@code /data/ChangeEvents}, without enrichment. */
  public static EventChannel standard(Collection<String> entities) {
    Map<String, List<String>> members = new HashMap<>();
    entities.forEach(entity -> members.put(entity, List.of()));
    return new EventChannel(STANDARD, members);
  }

  private static List<String> checked(String entity, List<String> enriched) {
    if (enriched.size() > ENRICHED_MAX) {
      throw new IllegalArgumentException(
          entity + " has " + enriched.size() + " enriched fields, at most " + ENRICHED_MAX);
    }
    return List.copyOf(enriched);
  }
}
