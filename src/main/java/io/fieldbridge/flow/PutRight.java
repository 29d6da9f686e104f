package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.MergeOutcome;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.RemoteRecord;
import java.util.Map;

/**
 * Writes what the source is to get back, since the other side owns it. In the pair's turn, so that
 * nothing older comes after something newer, and only onto what was read, so that no edit made
 * since is written over.
 */
final class PutRight {

  private final Engine engine;

  PutRight(Engine engine) {
    this.engine = engine;
  }

  void run(Delivery delivery) {
    ObjectNode back = delivery.back();
    if (back.isEmpty() || delivery.verdict().isPresent()) {
      return;
    }
    RemoteRecord source = delivery.source();
    OwnUpdates.Answer answer = engine.ownUpdates().update(source.ref(), source.version(), back);
    agree(delivery, answered(source, back, answer));
    delivery.remember(() -> engine.history().tell(delivery, "updated", source.ref() + ": " + back));
  }

  /**
   * The source as it was read, with what was sent as its system keeps it. A system that does not
   * answer a write with the record is read after it: what somebody else wrote in between is a
   * change that is still to be carried.
   */
  private static RemoteRecord answered(
      RemoteRecord source, ObjectNode back, OwnUpdates.Answer answer) {
    ObjectNode values = source.values().deepCopy();
    back.properties()
        .forEach(
            sent -> {
              JsonNode kept = answer.record().values().get(sent.getKey());
              boolean ours = kept != null && !answer.othersWrote();
              values.set(sent.getKey(), ours ? kept : sent.getValue());
            });
    RemoteRecord last = answer.othersWrote() ? source : answer.record();
    return new RemoteRecord(
        source.ref(), last.version(), last.modifiedAt(), last.modifiedBy(), values);
  }

  /** Nothing is on its way to the source any more. */
  private void agree(Delivery delivery, RemoteRecord source) {
    CanonicalRecord values =
        engine.translator(delivery.contract()).toCanonical(source.ref().system(), source.values());
    MergeOutcome merged = delivery.merged();
    delivery.source(source);
    delivery.values(values, delivery.targetValues());
    delivery.merged(new MergeOutcome(merged.toTarget(), Map.of(), merged.decisions()));
  }
}
