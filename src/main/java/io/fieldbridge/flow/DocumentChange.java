package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.LineChanges;
import io.fieldbridge.mapping.Translator;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a document in line with its source: first the head, then line by line. A changed head may
 * have the target enter all lines anew, with other ids and prices of its own: those that stand for
 * ours get back what was agreed. It may be broken off at any moment and begun again. To be made
 * before the document is read.
 */
final class DocumentChange {

  private final Engine engine;
  private final Delivery delivery;
  private final Connector target;
  private final Contract contract;
  private final Translator translator;
  private final String member;
  private final LineIds lineIds;
  private final LinesOnce once;

  DocumentChange(Engine engine, Delivery delivery, Connector target) {
    this.engine = engine;
    this.delivery = delivery;
    this.target = target;
    this.contract = delivery.contract();
    this.translator = engine.translator(contract);
    this.member = contract.linesMember().orElse("");
    this.lineIds = new LineIds(contract, wanted(), delivery.payload().path(member));
    this.once = new LinesOnce(engine, delivery, target, lineIds);
  }

  /** Whether a line may be there, or come yet, that nobody knows of. */
  boolean isOpen() {
    return once.areOpen();
  }

  /** The document is gone. */
  void abandon() {
    once.abandon();
  }

  /**
   * @param created what the document was made of, where that is still known
   */
  void run(RemoteRecord document, Optional<Intent> created) {
    JsonNode lines = document.values().path(member);
    OurLines linked = OurLines.of(contract, delivery.link().orElseThrow());
    if (linked.ids().isEmpty()) {
      linked = created.map(made -> asCreated(made, lines)).orElse(linked);
    }
    OurLines ours = ours(linked, once.known(linked.in(lines), lines), lines);
    ObjectNode head = headChanges(document);
    if (head.isEmpty()) {
      change(document, ours);
    } else {
      begin(ours);
      target.writer().update(document.ref(), document.version(), head);
      RemoteRecord headed = readAgain(document.ref());
      JsonNode after = headed.values().path(member);
      change(headed, ours(ours, ours.in(after), after));
    }
  }

  /** Of a document that was linked before its lines could be read. */
  private OurLines asCreated(Intent made, JsonNode present) {
    JsonNode snapshot = made.context().path(Snapshot.NAME);
    if (snapshot.isMissingNode()) {
      return OurLines.of(contract, Map.of(), present);
    }
    List<CanonicalRecord.Line> lines = Snapshot.read((ObjectNode) snapshot).lines();
    LineIds then = new LineIds(contract, lines, made.payload().path(member));
    return OurLines.of(contract, then.of(Map.of(), present), present);
  }

  private void change(RemoteRecord document, OurLines ours) {
    LineChanges changes =
        translator.lineChanges(
            document.ref().system(), wanted(), lines(document), new LinkedHashMap<>(ours.ids()));
    if (!changes.none()) {
      begin(ours);
    }
    Map<String, String> ids = send(document.ref(), changes, ours);
    RemoteRecord after = readAgain(document.ref());
    if (!headChanges(after).isEmpty()) {
      throw changedMeanwhile(document.ref());
    }
    delivery.changed();
    delivery.target(after);
    delivery.ourLines(OurLines.of(contract, ids, after.values().path(member)));
    delivery.remember(
        () -> engine.history().tell(delivery, "amended", document.ref() + ": " + changes));
  }

  /** Updates and deletions are safe to repeat, as adding a line is not. */
  private Map<String, String> send(RecordRef document, LineChanges changes, OurLines ours) {
    Map<String, String> ids = new LinkedHashMap<>(ours.ids());
    changes.update().forEach((id, body) -> target.writer().update(line(document, id), "", body));
    changes.create().forEach((key, body) -> ids.put(key, once.create(document, member, key, body)));
    changes.delete().forEach(id -> target.writer().delete(line(document, id)));
    ids.values().removeAll(changes.delete());
    return ids;
  }

  private RecordRef line(RecordRef document, String id) {
    return new RecordRef(document.system(), member, id);
  }

  /**
   * @param before our lines as they were when last seen
   * @param known those of which it is known that they are there
   */
  private OurLines ours(OurLines before, Map<String, String> known, JsonNode present) {
    Map<String, String> ids = lineIds.of(known, present);
    if (known.isEmpty()) {
      ids = lineIds.standIns(before, present, ids);
      refuseReplaced(before, ids, present);
    }
    return OurLines.of(contract, ids, present);
  }

  /** To add ours once more beside what may stand for them would bill them twice. */
  private void refuseReplaced(OurLines before, Map<String, String> ids, JsonNode present) {
    boolean lost =
        wanted().stream()
            .map(CanonicalRecord.Line::key)
            .anyMatch(key -> before.ids().containsKey(key) && !ids.containsKey(key));
    if (lost && lineIds.strangers(present, ids).findAny().isPresent()) {
      throw replaced();
    }
  }

  private ObjectNode headChanges(RemoteRecord document) {
    ObjectNode present = document.values().deepCopy();
    present.set("order", document.values());
    return translator.headChanges(
        document.ref().system(), delivery.sourceValues().fields(), present);
  }

  private List<CanonicalRecord.Line> wanted() {
    return delivery.sourceValues().lines();
  }

  private List<ObjectNode> lines(RemoteRecord document) {
    List<ObjectNode> objects = new ArrayList<>();
    document.values().path(member).forEach(line -> objects.add((ObjectNode) line));
    return objects;
  }

  private RemoteRecord readAgain(RecordRef ref) {
    return target.reader().read(ref, contract.selection(ref)).orElseThrow(() -> vanished(ref));
  }

  /**
   * From here on the document is neither as it was nor as it is to be: the link agrees with nothing
   * until all is sent, so that a try after this one goes on even if the source is as before. It
   * remembers our lines, so that they are found again when they are entered anew.
   */
  private void begin(OurLines ours) {
    State state = engine.state();
    long id = delivery.link().orElseThrow().id();
    state
        .store()
        .inTransaction(() -> state.links().find(id).ifPresent(link -> agreeInNothing(link, ours)));
  }

  private void agreeInNothing(Link link, OurLines ours) {
    Link.Side here = based(link.crm(), JsonNodeFactory.instance.objectNode());
    Link.Side there = based(link.erp(), ours.asBase(contract));
    engine.pairs().save(new Link(link.id(), link.flow(), here, there, ours.idsAsJson()));
  }

  private static Link.Side based(Link.Side side, ObjectNode base) {
    return new Link.Side(side.ref(), side.number(), side.version(), base);
  }

  /** Posted or deleted in this moment: the next try finds out which. */
  private static ContendedException vanished(RecordRef document) {
    return new ContendedException(
        Reason.of(
            "vanished",
            document + " was there when its change began, and is not there any more.",
            "Nothing: it is looked for again."));
  }

  private static ContendedException changedMeanwhile(RecordRef document) {
    return new ContendedException(
        Reason.of(
            "changed-meanwhile",
            "The head of " + document + " does not say what it was amended to.",
            "None needed; it is read and tried again."));
  }

  private RecordRejectedException replaced() {
    return new RecordRejectedException(
        Reason.of(
            "lines-replaced",
            "Lines of document %s that stand for parts or work of the source are not there any more, and others are."
                .formatted(delivery.link().orElseThrow().erp().number()),
            "Delete those others in the ERP and retry this message, so that ours are added again;"
                + " or discard it if they are right."));
  }
}
