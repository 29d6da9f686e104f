package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Adds each line to a document once (G20). A line that was sent and not answered is looked for in
 * the document, and sent again only after the target's longest request. To be made before the
 * document is read: what takes effect after the reading, and before the question whether it still
 * may, would be done twice.
 */
final class LinesOnce {

  private static final String PURPOSE = "line ";
  private static final int PURPOSE_MAX = 60;
  private static final String KEY = "key";

  private final Effects effects;
  private final Sending sending;
  private final Delivery delivery;
  private final Connector target;
  private final LineIds lineIds;
  private final List<Effect> confirmed;
  private final List<Settlement> open;

  LinesOnce(Engine engine, Delivery delivery, Connector target, LineIds lineIds) {
    this.lineIds = lineIds;
    this.effects = engine.state().effects();
    this.sending = new Sending(engine, delivery);
    this.delivery = delivery;
    this.target = target;
    List<Effect> lines =
        effects.bySource(delivery.contract().flow(), delivery.message().record()).stream()
            .filter(effect -> effect.key().purpose().startsWith(PURPOSE))
            .toList();
    this.confirmed =
        lines.stream().filter(effect -> effect.state() == Effect.State.CONFIRMED).toList();
    this.open =
        lines.stream()
            .filter(Effect::isOpen)
            .map(effect -> Settlement.of(engine, target, effect))
            .toList();
  }

  /** Whether a line may be there, or come yet, that nobody knows of. */
  boolean areOpen() {
    return !open.isEmpty();
  }

  /** The document is gone, and no line of it comes any more. */
  void abandon() {
    open.forEach(line -> effects.abandoned(line.effect(), "The document is gone."));
  }

  /**
   * The target's line id by the source's line key, as far as it is known.
   *
   * @param linked what the link knows of lines that are there
   * @param present the target's lines
   * @throws OutcomeUnknownException while a line that was sent may come yet
   */
  Map<String, String> known(Map<String, String> linked, JsonNode present) {
    Map<String, String> ids = new LinkedHashMap<>(linked);
    for (Effect line : confirmed) {
      String id = line.progress().target().orElseThrow().id();
      if (present.findValuesAsText("id").contains(id)) {
        ids.putIfAbsent(key(line), id);
      }
    }
    open.forEach(line -> settle(line, ids, present));
    return ids;
  }

  private void settle(Settlement line, Map<String, String> ids, JsonNode present) {
    Effect effect = line.effect();
    Optional<String> found =
        Optional.ofNullable(ids.get(key(effect)))
            .or(() -> lineIds.of(effect.intent().payload(), present, ids));
    if (found.isPresent()) {
      Intent intent = effect.intent();
      ids.put(key(effect), found.get());
      effects.confirmed(effect, new RecordRef(intent.system(), intent.object(), found.get()));
    } else {
      line.refuseEarly();
      effects.abandoned(effect, "It did not take effect in time.");
    }
  }

  /**
   * Adds a line; what it is known by in the target counts when the delivery ends.
   *
   * @return the target's id of the line
   */
  String create(RecordRef document, String lines, String key, ObjectNode body) {
    Effect sent = send(document, lines, key, body);
    ObjectNode line = body.objectNode().put("documentId", document.id());
    line.setAll(body);
    try {
      RemoteRecord made = sending.send(sent, () -> target.writer().create(lines, line));
      delivery.remember(() -> effects.confirmed(sent, made.ref()));
      return made.ref().id();
    } catch (OutcomeUnknownException lost) {
      sending.note(sent);
      throw lost;
    } catch (SyncException refused) {
      sending.abandon(sent, delivery.personal().mask(refused.reason().text()));
      throw refused;
    }
  }

  private Effect send(RecordRef document, String lines, String key, ObjectNode body) {
    String flow = delivery.contract().flow();
    ObjectNode context = JsonNodeFactory.instance.objectNode().put(KEY, key);
    Effect intended =
        effects.intendAgain(
            new EffectKey(flow, delivery.message().record(), purpose(key)),
            new Intent(document.system(), lines, false, document.id(), body, context));
    return sending.note(intended);
  }

  private static String key(Effect line) {
    return line.intent().context().path(KEY).asText();
  }

  /** A key that is too long is told by what is reckoned from it. */
  private static String purpose(String key) {
    String purpose = PURPOSE + key;
    return purpose.length() <= PURPOSE_MAX
        ? purpose
        : PURPOSE + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }
}
