package io.fieldbridge.sandbox.salesforce.events;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import java.time.Instant;
import java.util.Map;

/**
 * An event as it was committed, ready for delivery.
 *
 * @param plain the event of channels that do not enrich
 * @param enriched the event of those that do, by topic
 */
record StoredEvent(
    Instant committed, String entity, ConsumerEvent plain, Map<String, ConsumerEvent> enriched) {

  ConsumerEvent in(String topic) {
    return enriched.getOrDefault(topic, plain);
  }

  long bytes() {
    return plain.getSerializedSize()
        + enriched.values().stream().mapToLong(ConsumerEvent::getSerializedSize).sum();
  }
}
