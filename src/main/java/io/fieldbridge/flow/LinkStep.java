package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RemoteRecord;
import java.util.LinkedHashMap;
import java.util.List;
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
      linkDocument(delivery);
    }
  }

  private void linkDocument(Delivery delivery) {
    RemoteRecord target = delivery.written();
    if (isUnread(delivery, target)) {
      throw linesUnread(delivery, target);
    }
    OurLines lines = delivery.ourLines().orElseGet(() -> lines(delivery, target));
    save(
        delivery,
        side(delivery, delivery.source(), agreed(delivery)),
        side(delivery, target, lines.asBase(delivery.contract())),
        lines.idsAsJson());
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

  private static boolean isUnread(Delivery delivery, RemoteRecord document) {
    Contract contract = delivery.contract();
    String member = contract.linesMember().orElse("");
    return document.ref().object().equals(contract.object(document.ref().system()))
        && !delivery.payload().path(member).isEmpty()
        && !document.values().has(member);
  }

  /** What both sides agree in; nothing, where the document was only found. */
  private static ObjectNode agreed(Delivery delivery) {
    return delivery.adopted().isPresent()
        ? JsonNodeFactory.instance.objectNode()
        : delivery.payload();
  }

  /** Those of a document that was created, or found to be, by what was sent for them. */
  private static OurLines lines(Delivery delivery, RemoteRecord document) {
    Contract contract = delivery.contract();
    String member = contract.linesMember().orElse("");
    JsonNode present = document.values().path(member);
    List<CanonicalRecord.Line> source = Agreement.ofSource(delivery).lines();
    LineIds ids = new LineIds(contract, source, delivery.payload().path(member));
    Map<String, String> adopted = delivery.adopted().orElse(Map.of());
    return OurLines.of(contract, ids.of(adopted, present), present);
  }

  /**
   * It is linked at once, as its creation is known, but agrees in nothing: the next try amends it.
   * Taken for agreed without its lines, it would get them once more with the first correction.
   */
  private ContendedException linesUnread(Delivery delivery, RemoteRecord document) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    save(
        delivery,
        side(delivery, delivery.source(), nothing),
        side(delivery, document, nothing),
        nothing);
    List<Runnable> soFar = delivery.takeRemembered();
    engine.state().store().inTransaction(() -> soFar.forEach(Runnable::run));
    return new ContendedException(
        Reason.of(
            "lines-not-read",
            document.ref() + " was created, but its lines could not be read.",
            "Nothing: it is read again."));
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
