package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.CanonicalRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What both sides agree in after a write. Not always what the target says then: a system that does
 * not answer a write with the record is read after it, and what people, or the system itself,
 * changed in between is a change that is still to be carried.
 */
final class Agreement {

  private final Delivery delivery;
  private final Map<String, JsonNode> sent;
  private final boolean othersWrote;

  /**
   * @param othersWrote whether somebody else may have written the target after us
   */
  Agreement(Delivery delivery, Translator translator, boolean othersWrote) {
    this.delivery = delivery;
    this.othersWrote = othersWrote;
    this.sent =
        translator.toCanonical(delivery.written().ref().system(), delivery.payload()).fields();
  }

  /** What was sent counts, where the source has changed since. */
  static CanonicalRecord ofSource(Delivery delivery) {
    return delivery.earlier() ? Snapshot.read(delivery.snapshot()) : delivery.sourceValues();
  }

  /**
   * Of a field that was sent what came back, unless it may be somebody else's; of any other what
   * stood there when the two sides were compared.
   *
   * @param after the target as it was read, or answered, after the write
   */
  CanonicalRecord ofTarget(CanonicalRecord after) {
    Map<String, JsonNode> agreed = new LinkedHashMap<>(after.fields());
    agreed.replaceAll(
        (field, now) ->
            sent(field)
                .map(value -> othersWrote ? value : now)
                .orElseGet(() -> before(field).orElse(now)));
    return new CanonicalRecord(agreed, after.lines());
  }

  private Optional<JsonNode> sent(String field) {
    JsonNode travelled = sent.getOrDefault(field, NullNode.getInstance());
    boolean cleared =
        delivery.targetValues() != null && isNull(delivery.merged().toTarget().get(field));
    return travelled.isNull() && !cleared ? Optional.empty() : Optional.of(travelled);
  }

  private static boolean isNull(JsonNode value) {
    return value != null && value.isNull();
  }

  private Optional<JsonNode> before(String field) {
    return Optional.ofNullable(delivery.targetValues()).map(target -> target.fields().get(field));
  }
}
