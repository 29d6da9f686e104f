package io.fieldbridge.sandbox.salesforce.events;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * An event as it was committed, ready for delivery.
 *
 * @param plain the event of channels that do not enrich
 * @param enriched the event of those that do, by topic
 * @param leftOut the topics whose filter it does not pass
 */
record StoredEvent(
    Instant committed,
    String entity,
    ConsumerEvent plain,
    Map<String, ConsumerEvent> enriched,
    Set<String> leftOut) {

  ConsumerEvent in(String topic) {
    return enriched.getOrDefault(topic, plain);
  }

  boolean belongsTo(Topic topic) {
    return topic.carries().test(entity) && !leftOut.contains(topic.name());
  }

  long bytes() {
    return plain.getSerializedSize()
        + enriched.values().stream().mapToLong(ConsumerEvent::getSerializedSize).sum();
  }
}
