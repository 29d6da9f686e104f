package io.fieldbridge.sandbox.salesforce.events;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The objects, schemas and channels of the org. Safe for use by several threads. */
final class Topics {
  private static final String DATA = "/data/";

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
    entities.put(DATA + definition.eventName(), definition.entity());
  }

  void put(EventChannel channel) {
    channels.put(channel.topic(), channel);
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
      return Optional.of(
          new Topic(name, entity -> channels.get(name).members().containsKey(entity), ""));
    }
    return Optional.ofNullable(entities.get(name))
        .map(entity -> new Topic(name, entity::equals, encoder(entity).schema().id()));
  }
}
