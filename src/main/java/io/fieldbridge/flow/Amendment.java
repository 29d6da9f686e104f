package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.RecordWriter;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.mapping.LineChanges;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a document that is in the target already: the difference is sent, line by line, to
 * the lines that the link knows (N7, G22). What says the same as when it was sent is left alone; a
 * document that is posted is for a person.
 */
final class Amendment {

  private final Engine engine;
  private final Guard guard;

  Amendment(Engine engine) {
    this.engine = engine;
    this.guard = new Guard(engine);
  }

  void run(Delivery delivery) {
    Link link = delivery.link().orElseThrow();
    boolean same = Snapshot.same(delivery.payload(), link.crm().base());
    Connector target = engine.systems().connector(link.erp().ref().system());
    LinesOnce lines = new LinesOnce(engine, delivery, target);
    Optional<RemoteRecord> there = read(delivery, target, link.erp().ref());
    effect(delivery, CreateOnce.PURPOSE).ifPresent(made -> delivery.resumed(made.intent(), false));
    Optional<Effect> posting = effect(delivery, PostStep.PURPOSE).filter(Amendment::wasSent);
    if (posting.isPresent() && (same || posting.get().isOpen())) {
      delivery.resumed(posting.get().intent(), !same);
      delivery.target(there.orElseGet(() -> asLinked(link)));
    } else if (there.isEmpty()) {
      lines.abandon();
      gone(delivery, target, link, same);
    } else if (same && !lines.areOpen()) {
      delivery.target(there.get());
    } else if (!guard.refusesAmendment(delivery)) {
      amend(delivery, target, there.get(), lines);
    }
  }

  /** Posting takes an order away as a person does who deletes it, but leaves an invoice behind. */
  private static void gone(Delivery delivery, Connector target, Link link, boolean same) {
    String object = link.erp().ref().object();
    Optional<RemoteRecord> invoice =
        delivery.contract().reference(delivery.sourceValues()).stream()
            .flatMap(reference -> Bearing.of(target, object, reference).stream())
            .filter(bearing -> !bearing.ref().object().equals(object))
            .findFirst();
    invoice.ifPresent(
        made -> {
          delivery.target(asLinked(link));
          delivery.posted(made);
        });
    if (!same) {
      throw invoice
          .map(made -> posted(delivery, link, made))
          .orElseGet(() -> deleted(delivery, link));
    }
    if (invoice.isEmpty()) {
      delivery.end(new Verdict.Skipped("no-change"));
    }
  }

  private Optional<Effect> effect(Delivery delivery, String purpose) {
    return engine
        .state()
        .effects()
        .latest(new EffectKey(delivery.contract().flow(), delivery.message().record(), purpose));
  }

  /** From then on, nothing of the document may change any more. */
  private static boolean wasSent(Effect posting) {
    return switch (posting.state()) {
      case SENT, IN_DOUBT, CONFIRMED -> true;
      default -> false;
    };
  }

  /** What is still known of a document that posting may have taken away. */
  private static RemoteRecord asLinked(Link link) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.put("number", link.erp().number());
    return new RemoteRecord(link.erp().ref(), link.erp().version(), Instant.EPOCH, "", values);
  }

  private static Optional<RemoteRecord> read(Delivery delivery, Connector target, RecordRef ref) {
    return target.reader().read(ref, delivery.contract().selection(ref));
  }

  private static RemoteRecord readAgain(Delivery delivery, Connector target, RecordRef ref) {
    return read(delivery, target, ref).orElseThrow(() -> vanished(ref));
  }

  private void amend(Delivery delivery, Connector target, RemoteRecord document, LinesOnce once) {
    if (!document.ref().object().equals(delivery.contract().object(document.ref().system()))) {
      throw otherKind(delivery, document);
    }
    String lines = delivery.contract().linesMember().orElseThrow();
    JsonNode present = amendHeader(delivery, target, document).values().path(lines);
    LineChanges changes = changes(delivery, document.ref(), present, once);
    if (!changes.none()) {
      begin(delivery);
    }
    send(target.writer(), document.ref(), lines, changes);
    changes.create().forEach((key, body) -> once.create(document.ref(), lines, key, body));
    delivery.changed();
    delivery.target(readAgain(delivery, target, document.ref()));
    delivery.remember(
        () -> engine.history().tell(delivery, "amended", document.ref() + ": " + changes));
  }

  private LineChanges changes(
      Delivery delivery, RecordRef document, JsonNode present, LinesOnce once) {
    List<CanonicalRecord.Line> wanted = delivery.sourceValues().lines();
    String lines = delivery.contract().linesMember().orElseThrow();
    Map<String, String> known = once.known(linked(delivery.link().orElseThrow()), present);
    Map<String, String> ids = LineIds.of(known, wanted, delivery.payload().path(lines), present);
    return engine
        .translator(delivery.contract())
        .lineChanges(document.system(), wanted, objects(present), ids);
  }

  /**
   * From here on the document is neither as it was nor as it is to be: the link agrees with nothing
   * until all is sent, so that a try after this one goes on even if the source is as before.
   */
  private void begin(Delivery delivery) {
    State state = engine.state();
    long id = delivery.link().orElseThrow().id();
    state.store().inTransaction(() -> state.links().find(id).ifPresent(this::agreeInNothing));
  }

  private void agreeInNothing(Link link) {
    Link.Side crm = link.crm();
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    Link.Side here = new Link.Side(crm.ref(), crm.number(), crm.version(), nothing);
    engine.pairs().save(new Link(link.id(), link.flow(), here, link.erp(), link.lines()));
  }

  private static List<ObjectNode> objects(JsonNode lines) {
    List<ObjectNode> objects = new ArrayList<>();
    lines.forEach(line -> objects.add((ObjectNode) line));
    return objects;
  }

  /** The document as it is then: a changed head may have calculated the lines anew. */
  private RemoteRecord amendHeader(Delivery delivery, Connector target, RemoteRecord document) {
    ObjectNode present = document.values().deepCopy();
    present.set("order", document.values());
    CanonicalRecord header = new CanonicalRecord(delivery.sourceValues().fields(), List.of());
    ObjectNode different =
        engine.translator(delivery.contract()).toSystem(document.ref().system(), header, present);
    if (different.isEmpty()) {
      return document;
    }
    begin(delivery);
    target.writer().update(document.ref(), document.version(), different);
    return readAgain(delivery, target, document.ref());
  }

  private static Map<String, String> linked(Link link) {
    Map<String, String> known = new LinkedHashMap<>();
    link.lines().properties().forEach(line -> known.put(line.getKey(), line.getValue().asText()));
    return known;
  }

  /** Safe to repeat, as adding a line is not. */
  private static void send(
      RecordWriter writer, RecordRef document, String lines, LineChanges changes) {
    changes
        .update()
        .forEach(
            (id, body) -> writer.update(new RecordRef(document.system(), lines, id), "", body));
    changes.delete().forEach(id -> writer.delete(new RecordRef(document.system(), lines, id)));
  }

  /** Posted or deleted in this moment: the next try finds out which. */
  private static ContendedException vanished(RecordRef document) {
    return new ContendedException(
        Reason.of(
            "vanished",
            document + " was there when its change began, and is not there any more.",
            "Nothing: it is looked for again."));
  }

  private static RecordRejectedException posted(
      Delivery delivery, Link link, RemoteRecord invoice) {
    return new RecordRejectedException(
        Reason.of(
            "changed-after-posting",
            "%s was changed after its document %s was posted in the ERP as %s."
                .formatted(
                    named(delivery), link.erp().number(), delivery.contract().number(invoice)),
            "Correct it in the ERP (a credit memo, or a further invoice), then discard this"
                + " message."));
  }

  private static RecordRejectedException deleted(Delivery delivery, Link link) {
    return new RecordRejectedException(
        Reason.of(
            "changed-after-deletion",
            "%s was changed, but its document %s was deleted in the ERP, and no invoice bears its reference."
                .formatted(named(delivery), link.erp().number()),
            "Enter it in the ERP again if it is to be billed, then discard this message."));
  }

  /** As people know it; the id where the contract gives it no reference. */
  private static String named(Delivery delivery) {
    RecordRef record = delivery.message().record();
    String known = delivery.contract().reference(delivery.sourceValues()).orElseGet(record::id);
    return record.object() + " " + known;
  }

  private static ContractException otherKind(Delivery delivery, RemoteRecord document) {
    return new ContractException(
        Reason.of(
            "changed-after-invoice",
            delivery.message().record()
                + " was changed after it became the draft invoice "
                + document.values().path("number").asText()
                + " in the ERP.",
            "Bring the draft in line by hand, then discard this message."));
  }
}
