package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.ProducerEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Encodes events for each channel that carries them: plain, enriched, or left out by a filter. */
final class Encoding {
  static final int PAYLOAD_MAX = 1 << 20;

  private final Topics topics;
  private final CurrentValues current;

  /** An event that has no position yet; {@code id} is null where its position gives the id. */
  record Encoded(
      String entity,
      String id,
      String schemaId,
      byte[] plain,
      Map<String, byte[]> rich,
      Set<String> leftOut) {

    StoredEvent at(long position, Instant committed) {
      String uuid =
          id == null ? UUID.nameUUIDFromBytes(ReplayId.of(position).toByteArray()).toString() : id;
      Map<String, ConsumerEvent> enriched = new HashMap<>();
      rich.forEach((topic, payload) -> enriched.put(topic, event(uuid, payload, position)));
      return new StoredEvent(committed, entity, event(uuid, plain, position), enriched, leftOut);
    }

    private ConsumerEvent event(String uuid, byte[] payload, long position) {
      ProducerEvent event =
          ProducerEvent.newBuilder()
              .setId(uuid)
              .setSchemaId(schemaId)
              .setPayload(ByteString.copyFrom(payload))
              .build();
      return ConsumerEvent.newBuilder().setEvent(event).setReplayId(ReplayId.of(position)).build();
    }
  }

  Encoding(Topics topics, CurrentValues current) {
    this.topics = topics;
    this.current = current;
  }

  /** A change event; one that is too large becomes a gap event. */
  Encoded change(ChangeEvent event) {
    EventEncoder encoder = topics.encoder(event.entity());
    byte[] plain = encoder.encode(event, JsonNodeFactory.instance.objectNode());
    if (plain.length > PAYLOAD_MAX) {
      return change(event.asGap());
    }
    Map<String, byte[]> rich = new HashMap<>();
    if (event.isEnriched()) {
      topics
          .enrichment(event.entity())
          .forEach((topic, names) -> rich.put(topic, encoder.encode(event, shared(event, names))));
    }
    return new Encoded(
        event.entity(), null, encoder.schema().id(), plain, rich, filteredFrom(event));
  }

  /** A platform event whose payload is written already. */
  static Encoded platform(String entity, String id, String schemaId, byte[] payload) {
    return new Encoded(entity, id, schemaId, payload, Map.of(), Set.of());
  }

  private Set<String> filteredFrom(ChangeEvent event) {
    Set<String> topicsWithout = new HashSet<>();
    topics
        .filters(event.entity())
        .forEach(
            (topic, condition) -> {
              if (event.recordIds().stream()
                  .noneMatch(id -> current.meets(event.entity(), id, condition))) {
                topicsWithout.add(topic);
              }
            });
    return topicsWithout;
  }

  private ObjectNode shared(ChangeEvent event, List<String> names) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    List<ObjectNode> records =
        event.recordIds().stream().map(id -> current.of(event.entity(), id)).toList();
    for (String name : names) {
      Optional.ofNullable(records.get(0).get(name))
          .filter(value -> records.stream().allMatch(record -> value.equals(record.get(name))))
          .ifPresent(value -> values.set(name, value));
    }
    return values;
  }
}
