package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RemoteRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code sync:link}: remembers which record here is which record there, and per side the values in
 * which both now agree, as that side returned them. A field that is still on its way to the source
 * keeps its old base.
 */
final class LinkStep implements Step {

  private final Engine engine;

  LinkStep(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void run(Delivery delivery) {
    if (!delivery.contract().carriesDocument()) {
      RemoteRecord target = delivery.written();
      CanonicalRecord after =
          engine
              .translator(delivery.contract())
              .toCanonical(target.ref().system(), target.values());
      String source = delivery.sourceSystem();
      Link.Side here =
          side(delivery, delivery.source(), base(delivery, source, agreedSource(delivery), after));
      Link.Side there =
          side(
              delivery,
              target,
              base(delivery, target.ref().system(), agreedTarget(delivery, after), after));
      save(delivery, here, there, JsonNodeFactory.instance.objectNode());
    } else if (delivery.hasChanged()) {
      RemoteRecord target = delivery.written();
      ObjectNode empty = JsonNodeFactory.instance.objectNode();
      save(
          delivery,
          side(delivery, delivery.source(), delivery.payload()),
          side(delivery, target, empty),
          lines(delivery));
    }
  }

  /** What was sent counts, where the source has changed since. */
  private static CanonicalRecord agreedSource(Delivery delivery) {
    return delivery.earlier() ? Snapshot.read(delivery.snapshot()) : delivery.sourceValues();
  }

  /** What was sent counts, where people may have changed the target since: theirs is a change. */
  private CanonicalRecord agreedTarget(Delivery delivery, CanonicalRecord after) {
    if (!delivery.wasCreatedEarlier()) {
      return after;
    }
    Map<String, JsonNode> agreed = new LinkedHashMap<>(after.fields());
    engine
        .translator(delivery.contract())
        .toCanonical(delivery.written().ref().system(), delivery.payload())
        .fields()
        .forEach((field, sent) -> agreed.computeIfPresent(field, (same, now) -> sent(sent, now)));
    return new CanonicalRecord(agreed, after.lines());
  }

  private static JsonNode sent(JsonNode sent, JsonNode now) {
    return sent.isNull() ? now : sent;
  }

  /** Values of one side for every field in which both agree now; the old base for the others. */
  private static ObjectNode base(
      Delivery delivery, String system, CanonicalRecord own, CanonicalRecord target) {
    ObjectNode base = JsonNodeFactory.instance.objectNode();
    Optional<ObjectNode> before =
        delivery.link().map(link -> link.side(system)).map(Link.Side::base);
    for (Map.Entry<String, JsonNode> field : own.fields().entrySet()) {
      String name = field.getKey();
      if (pending(delivery, name, target)) {
        before.map(old -> old.get(name)).ifPresent(old -> base.set(name, old));
      } else {
        base.set(name, field.getValue());
      }
    }
    return base;
  }

  /**
   * Not agreed yet: the source is still to get it, or the target set it on its own at its creation.
   */
  private static boolean pending(Delivery delivery, String field, CanonicalRecord target) {
    if (delivery.merged().toSource().containsKey(field)) {
      return true;
    }
    boolean created = delivery.targetValues() == null;
    return created
        && !delivery.merged().toTarget().containsKey(field)
        && target.fields().containsKey(field);
  }

  private static Link.Side side(Delivery delivery, RemoteRecord record, ObjectNode base) {
    String number = delivery.contract().number(record);
    boolean mark =
        !record.ref().equals(delivery.source().ref()) && Departures.isOut(delivery, record);
    return new Link.Side(record.ref(), number, mark ? Departures.LEFT : record.version(), base);
  }

  private static ObjectNode lines(Delivery delivery) {
    String member = delivery.contract().linesMember().orElse("");
    JsonNode present = delivery.written().values().path(member);
    ObjectNode ids = JsonNodeFactory.instance.objectNode();
    LineIds.of(Map.of(), agreedSource(delivery).lines(), delivery.payload().path(member), present)
        .forEach(ids::put);
    return ids;
  }

  private void save(Delivery delivery, Link.Side source, Link.Side target, ObjectNode lines) {
    boolean fromCrm = delivery.sourceSystem().equals(delivery.contract().crm());
    Link link =
        new Link(
            delivery.link().map(Link::id).orElse(0L),
            delivery.contract().flow(),
            fromCrm ? source : target,
            fromCrm ? target : source,
            lines);
    delivery.remember(() -> engine.pairs().save(link));
  }
}
