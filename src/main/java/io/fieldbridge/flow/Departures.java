package io.fieldbridge.flow;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.mapping.OnDelete;
import io.fieldbridge.mapping.OnLeave;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;

/** Records that are deleted or that their flow is no longer about (G34). */
final class Departures {

  private final Engine engine;

  Departures(Engine engine) {
    this.engine = engine;
  }

  /** The changed record is deleted, or its create was undone before it was read. */
  void gone(Delivery delivery) {
    if (delivery.link().isEmpty()) {
      delivery.end(new Verdict.Skipped("gone"));
      return;
    }
    Link link = delivery.link().get();
    OnDelete declared = delivery.contract().onDelete(delivery.sourceSystem());
    if (declared == OnDelete.UNLINK) {
      unlink(delivery, link);
    } else {
      delivery.end(Verdict.Parked.rejected(deleted(delivery, link, declared)));
    }
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
