package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
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
    DocumentChange change = new DocumentChange(engine, delivery, target);
    Optional<RemoteRecord> there = read(delivery, target, link.erp().ref());
    Optional<Intent> created = effect(delivery, CreateOnce.PURPOSE).map(Effect::intent);
    created.ifPresent(made -> delivery.resumed(made, false));
    Optional<Effect> posting = effect(delivery, PostStep.PURPOSE).filter(Amendment::wasSent);
    if (posting.isPresent() && (same || posting.get().isOpen())) {
      delivery.resumed(posting.get().intent(), !same);
      delivery.target(there.orElseGet(() -> asLinked(link)));
    } else if (there.isEmpty()) {
      change.abandon();
      gone(delivery, target, link, same);
    } else if (same && !change.isOpen()) {
      delivery.target(there.get());
    } else if (!there
        .get()
        .ref()
        .object()
        .equals(delivery.contract().object(link.erp().ref().system()))) {
      throw otherKind(delivery, there.get());
    } else if (!guard.refusesAmendment(delivery)) {
      change.run(there.get(), created);
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
