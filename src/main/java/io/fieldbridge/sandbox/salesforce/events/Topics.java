package io.fieldbridge.sandbox.salesforce.events;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The objects, schemas and channels of the org. Safe for use by several threads. */
final class Topics {
  private final Map<String, EventEncoder> encoders = new ConcurrentHashMap<>();
  private final Map<String, String> entities = new ConcurrentHashMap<>();
  private final Map<String, EventSchema> schemas = new ConcurrentHashMap<>();
  private final Map<String, EventChannel> channels = new ConcurrentHashMap<>();

  Topics() {
    put(EventChannel.standard(List.of()));
  }

  void define(EntityDefinition definition) {
    EventSchema schema = EventSchema.of(definition);
    schemas.put(schema.id(), schema);
    encoders.put(definition.entity(), new EventEncoder(schema));
    entities.put(definition.topic(), definition.entity());
  }

  void put(EventChannel channel) {
    channels.put(channel.topic(), channel);
  }

  /** Takes away all channels but these; the standard one stays without members where not named. */
  void replace(Collection<EventChannel> wanted) {
    Map<String, EventChannel> next = new HashMap<>();
    next.put(EventChannel.STANDARD, EventChannel.standard(List.of()));
    wanted.forEach(channel -> next.put(channel.topic(), channel));
    channels.putAll(next);
    channels.keySet().retainAll(next.keySet());
  }

  /** The filters on an object's events, by topic. */
  Map<String, String> filters(String entity) {
    return channels.values().stream()
        .filter(channel -> channel.filters().containsKey(entity))
        .collect(Collectors.toMap(EventChannel::topic, channel -> channel.filters().get(entity)));
  }

  boolean selected(String entity) {
    return channels.values().stream().anyMatch(channel -> channel.members().containsKey(entity));
  }

  /**
   * @throws IllegalArgumentException when the object was never defined
   */
  EventEncoder encoder(String entity) {
    EventEncoder encoder = encoders.get(entity);
    if (encoder == null) {
      throw new IllegalArgumentException("No object " + entity + "; define it first");
    }
    return encoder;
  }

  /** The fields to add to an object's events, by topic; topics that add none are left out. */
  Map<String, List<String>> enrichment(String entity) {
    return channels.values().stream()
        .filter(channel -> !channel.members().getOrDefault(entity, List.of()).isEmpty())
        .collect(Collectors.toMap(EventChannel::topic, channel -> channel.members().get(entity)));
  }

  Optional<EventSchema> schema(String id) {
    return Optional.ofNullable(schemas.get(id));
  }

  Optional<Topic> find(String name) {
    if (channels.containsKey(name)) {
      return Optional.of(new Topic(name, entity -> has(name, entity), null, "", false));
    }
    return Optional.ofNullable(entities.get(name)).map(entity -> single(name, entity));
  }

  private Topic single(String name, String entity) {
    boolean publishable = name.startsWith("/event/");
    return new Topic(name, entity::equals, entity, encoder(entity).schema().id(), publishable);
  }

  private boolean has(String channel, String entity) {
    EventChannel known = channels.get(channel);
    return known != null && known.members().containsKey(entity);
  }
}
