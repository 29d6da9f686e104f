package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.OnDelete;
import io.fieldbridge.mapping.OnLeave;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.Optional;

/** Records that are deleted or that their flow is no longer about (G34). */
final class Departures {

  private final Engine engine;

  Departures(Engine engine) {
    this.engine = engine;
  }

  /** The changed record is deleted, or its create was undone before it was read. */
  void gone(Delivery delivery) {
    Optional<Link> known = delivery.link().or(() -> leftBehind(delivery));
    if (known.isEmpty()) {
      delivery.end(new Verdict.Skipped("gone"));
      return;
    }
    Link link = known.get();
    OnDelete declared = delivery.contract().onDelete(delivery.sourceSystem());
    if (declared == OnDelete.UNLINK && link.id() == 0) {
      delivery.end(new Verdict.Skipped("gone"));
    } else if (declared == OnDelete.UNLINK) {
      unlink(delivery, link);
    } else {
      delivery.end(new Verdict.Parked(deleted(delivery, link, declared)));
    }
  }

  /**
   * The other half that was being created when the record was deleted. Both are linked, so that
   * nobody takes the one that is left for a new record.
   */
  private Optional<Link> leftBehind(Delivery delivery) {
    Optional<Link> made =
        new CreateOnce(engine).leftBehind(delivery).map(found -> pair(delivery, found));
    made.ifPresent(link -> delivery.remember(() -> engine.pairs().save(link)));
    return made;
  }

  private static Link pair(Delivery delivery, RemoteRecord found) {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    Contract contract = delivery.contract();
    Link.Side gone = new Link.Side(delivery.message().record(), "", "", nothing);
    Link.Side left =
        new Link.Side(found.ref(), contract.number(found), found.version(), nothing.deepCopy());
    boolean fromCrm = delivery.sourceSystem().equals(contract.crm());
    return new Link(
        0, contract.flow(), fromCrm ? gone : left, fromCrm ? left : gone, nothing.deepCopy());
  }

  /** The record no longer passes the flow's filter, or never did. */
  void left(Delivery delivery) {
    if (delivery.link().isPresent() && delivery.contract().onLeave() == OnLeave.UNLINK) {
      unlink(delivery, delivery.link().get());
    } else {
      delivery.end(new Verdict.Skipped("filtered"));
    }
  }

  /**
   * The record is there, but the other half of its pair is not. Nothing is created in its place by
   * itself: a person says so.
   */
  RecordRejectedException otherHalfGone(Delivery delivery, Link link, RecordRef other) {
    boolean unlinks = delivery.contract().onDelete(other.system()) == OnDelete.UNLINK;
    if (unlinks) {
      delivery.remember(() -> engine.state().links().unlink(link.id()));
    }
    return new RecordRejectedException(
        Reason.of(
            "other-half-gone",
            "The linked "
                + other
                + " (number "
                + link.side(other.system()).number()
                + ") is deleted or cannot be seen any more.",
            unlinks
                ? "The two are unlinked. Clear the number to have it created anew, or enter"
                    + " another's number; nothing is created by itself."
                : "Restore it, then retry this message; nothing is created in its place."));
  }

  private void unlink(Delivery delivery, Link link) {
    delivery.remember(() -> engine.state().links().unlink(link.id()));
    delivery.end(new Verdict.Skipped("unlinked"));
  }

  private static Reason deleted(Delivery delivery, Link link, OnDelete declared) {
    RecordRef record = delivery.message().record();
    return Reason.of(
        "deleted",
        record + " is deleted; its other half is " + link.otherSide(record.system()).ref() + ".",
        declared == OnDelete.ASK
            ? "Decide what becomes of the other half, do it there, then discard this message."
            : "The contract says '"
                + declared.name().toLowerCase(java.util.Locale.ROOT)
                + "': do that to the other half, then discard this message.");
  }
}
