package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.salesforce.events.EventChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the org tells of events; changed while it runs, by {@code POST /sandbox/settings}.
 *
 * @param pubSubKeepAliveMilliseconds silence after which a stream gets an empty answer
 * @param pubSubEndAfterDeliveredMilliseconds after which a stream ends whose client asks for no
 *     more
 * @param eventRetentionHours how long events can be replayed, by the org's clock
 * @param cometdHoldMilliseconds how long a connect is held
 * @param cometdReconnectMilliseconds after which a client that does not connect again is forgotten
 * @param cometdCookieRequired whether requests without the handshake's cookie are of an unknown
 *     client
 * @param changedFieldsOnCometD whether the header lists the changed fields there
 * @param dailyDeliveredEvents deliveries in 24 hours over all subscribers; 0 for no limit
 * @param hourlyPublishedEvents platform events published in an hour; 0 for no limit
 * @param overflowAfterChanges changes of a transaction after which only the objects are told
 * @param streamingClientsMax subscribers at a time, of each API
 * @param immediateEvents platform events that are published even where the transaction fails
 * @param hiddenObjects by user name the objects without View All: their channels are refused, and
 *     on channels of several objects their events are left out
 * @param channels custom channels by name ({@code X__chn}), each with its members
 */
record EventSwitches(
    long pubSubKeepAliveMilliseconds,
    long pubSubEndAfterDeliveredMilliseconds,
    long eventRetentionHours,
    long cometdHoldMilliseconds,
    long cometdReconnectMilliseconds,
    boolean cometdCookieRequired,
    boolean changedFieldsOnCometD,
    long dailyDeliveredEvents,
    long hourlyPublishedEvents,
    int overflowAfterChanges,
    int streamingClientsMax,
    List<String> immediateEvents,
    Map<String, List<String>> hiddenObjects,
    Map<String, Map<String, Member>> channels) {

  /**
   * An object on a custom channel.
   *
   * @param enrichedFields at most ten, added to updates and deletions; null for none
   * @param filterExpression as after WHERE; null for none
   */
  record Member(List<String> enrichedFields, String filterExpression) {

    List<String> fields() {
      return enrichedFields == null ? List.of() : enrichedFields;
    }
  }

  static EventSwitches defaults(SalesforceSandboxSettings.Streams streams) {
    return new EventSwitches(
        streams.keepAlive().toMillis(),
        streams.endAfterDelivered().toMillis(),
        72,
        110_000,
        40_000,
        false,
        false,
        0,
        250_000,
        100_000,
        2000,
        List.of(),
        Map.of(),
        Map.of());
  }

  Duration keepAlive() {
    return Duration.ofMillis(pubSubKeepAliveMilliseconds);
  }

  Duration endAfterDelivered() {
    return Duration.ofMillis(pubSubEndAfterDeliveredMilliseconds);
  }

  Duration retention() {
    return Duration.ofHours(eventRetentionHours);
  }

  boolean hides(String username, String object) {
    return hiddenObjects.getOrDefault(username, List.of()).contains(object);
  }

  /** The standard channel with its members, and the custom ones. */
  List<EventChannel> all(List<String> standard) {
    List<EventChannel> all = new ArrayList<>();
    all.add(EventChannel.standard(standard));
    channels.forEach((name, members) -> all.add(channel(name, members)));
    return all;
  }

  private static EventChannel channel(String name, Map<String, Member> members) {
    Map<String, List<String>> enriched = new HashMap<>();
    Map<String, String> filters = new HashMap<>();
    members.forEach(
        (entity, member) -> {
          enriched.put(entity, member.fields());
          if (member.filterExpression() != null) {
            filters.put(entity, member.filterExpression());
          }
        });
    return new EventChannel("/data/" + name, enriched, filters);
  }

  /** All objects that any channel has selected; each counts once. */
  Set<String> selected(List<String> standard) {
    Set<String> entities = new TreeSet<>(standard);
    channels.values().forEach(members -> entities.addAll(members.keySet()));
    return entities;
  }
}
