package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.mapping.Translator;
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
      Translator translator = engine.translator(delivery.contract());
      CanonicalRecord after = translator.toCanonical(target.ref().system(), target.values());
      CanonicalRecord agreedHere = Agreement.ofSource(delivery);
      CanonicalRecord agreedThere =
          new Agreement(delivery, translator, othersWrote(delivery)).ofTarget(after);
      Link.Side here =
          side(
              delivery,
              delivery.source(),
              base(delivery, delivery.sourceSystem(), agreedHere, after));
      Link.Side there =
          side(delivery, target, base(delivery, target.ref().system(), agreedThere, after));
      save(delivery, here, there, JsonNodeFactory.instance.objectNode());
      settle(delivery, target, after);
    } else if (delivery.hasChanged()) {
      RemoteRecord target = delivery.written();
      ObjectNode empty = JsonNodeFactory.instance.objectNode();
      save(
          delivery,
          side(delivery, delivery.source(), agreed(delivery)),
          side(delivery, target, empty),
          lines(delivery));
    }
  }

  private boolean othersWrote(Delivery delivery) {
    return delivery.wasCreatedEarlier()
        || delivery.didOthersWrite()
        || delivery.hasChanged() && engine.systems().lastWrittenByAnother(delivery.written());
  }

  /** Only where the target now says what it said before and what it was sent, and no more. */
  private void settle(Delivery delivery, RemoteRecord target, CanonicalRecord after) {
    boolean agreed =
        delivery.targetValues() != null
            && delivery.merged().toSource().isEmpty()
            && !delivery.earlier()
            && saysNoMore(delivery, after);
    String version = agreed ? target.version() : "";
    delivery.remember(
        () ->
            engine.state().store().afterCommit(() -> engine.settled().note(target.ref(), version)));
  }

  private static boolean saysNoMore(Delivery delivery, CanonicalRecord after) {
    Map<String, JsonNode> expected = new LinkedHashMap<>(delivery.targetValues().fields());
    expected.putAll(delivery.merged().toTarget());
    return after.fields().entrySet().stream()
        .allMatch(
            field ->
                Snapshot.same(
                    field.getValue(),
                    expected.getOrDefault(field.getKey(), NullNode.getInstance())));
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

  /** What both sides agree in; nothing, where the document was only found. */
  private static ObjectNode agreed(Delivery delivery) {
    return delivery.adopted().isPresent()
        ? JsonNodeFactory.instance.objectNode()
        : delivery.payload();
  }

  private static ObjectNode lines(Delivery delivery) {
    String member = delivery.contract().linesMember().orElse("");
    JsonNode present = delivery.written().values().path(member);
    ObjectNode ids = JsonNodeFactory.instance.objectNode();
    delivery
        .adopted()
        .orElseGet(
            () ->
                LineIds.of(
                    Map.of(),
                    Agreement.ofSource(delivery).lines(),
                    delivery.payload().path(member),
                    present))
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
