package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.effect.Effect.State;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.link.Sightings;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Departure;
import io.fieldbridge.mapping.Departure.Rule;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Records that are deleted or that their flow is no longer about (G34). What the contract has
 * written to the other half is written once: the link remembers it in the place of the version of
 * the half that went, which comes back with that half's next delivery.
 */
final class Departures {

  private static final String DELETED = Sightings.DELETED;
  static final String LEFT = "left";
  private static final String UNLINKS = "unlinks";

  private final Engine engine;
  private final Guard guard;
  private final Twins twins;

  Departures(Engine engine) {
    this.engine = engine;
    this.guard = new Guard(engine);
    this.twins = new Twins(engine);
  }

  /** Whether the record has left the filter; only a delivery of its own brings it back. */
  static boolean isOut(Delivery delivery, RemoteRecord record) {
    return delivery
        .link()
        .filter(link -> link.side(record.ref().system()).version().equals(LEFT))
        .isPresent();
  }

  /** The changed record is deleted, or its create was undone before it was read. */
  void gone(Delivery delivery) {
    Optional<Link> known = delivery.link().or(() -> leftBehind(delivery));
    if (known.isEmpty()) {
      if (!twins.mayBeLinkedYet(delivery)) {
        delivery.end(new Verdict.Skipped("gone"));
      }
      return;
    }
    Link link = known.get();
    Departure declared = delivery.contract().onDelete(delivery.sourceSystem());
    RecordRef record = delivery.message().record();
    if (declared.rule() == Rule.UNLINK && link.id() == 0) {
      delivery.end(new Verdict.Skipped("gone"));
    } else if (declared.rule() == Rule.UNLINK) {
      unlink(delivery, link);
    } else if (declared.writes()) {
      write(delivery, link, record, declared, DELETED);
    } else {
      String what = record + " is deleted";
      ask(delivery, asked(DELETED, what, link.otherSide(record.system()).ref()));
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

  /**
   * Whether a write for a record that has left the filter may have taken effect. Then this delivery
   * goes on to settle it, and the one that follows leaves.
   */
  boolean isSettledFirst(Delivery delivery) {
    String purpose = delivery.link().isEmpty() ? CreateOnce.PURPOSE : PostStep.PURPOSE;
    boolean open =
        engine
            .state()
            .effects()
            .open(new EffectKey(delivery.contract().flow(), delivery.message().record(), purpose))
            .filter(effect -> delivery.link().isEmpty() || effect.state() != State.INTENDED)
            .isPresent();
    if (open) {
      delivery.leave();
    }
    return open;
  }

  /** The record no longer passes the flow's filter, or never did. */
  void left(Delivery delivery) {
    Departure declared = delivery.contract().onLeave(delivery.sourceSystem());
    if (delivery.link().isEmpty() || declared.rule() == Rule.KEEP) {
      delivery.end(new Verdict.Skipped("filtered"));
      return;
    }
    Link link = delivery.link().get();
    RecordRef record = delivery.message().record();
    if (delivery.message().progress().frozen()) {
      delivery.remember(() -> engine.state().inbox().thaw(delivery.message()));
    }
    if (declared.rule() == Rule.UNLINK) {
      unlink(delivery, link);
    } else if (declared.writes()) {
      write(delivery, link, record, declared, LEFT);
    } else {
      String what = record + " no longer passes the filter of " + link.flow();
      ask(delivery, asked("left-the-filter", what, link.otherSide(record.system()).ref()));
    }
  }

  private void ask(Delivery delivery, Reason question) {
    if (!guard.refusesRemoval(delivery, "asks a person")) {
      delivery.end(Verdict.Parked.rejected(question));
    }
  }

  /**
   * The record is there, but the other half of its pair is not. Nothing is created in its place by
   * itself: what the contract declares is done, else a person says so.
   */
  void otherHalfGone(Delivery delivery, Link link, RecordRef other) {
    Departure declared = delivery.contract().onDelete(other.system());
    if (declared.writes()) {
      write(delivery, link, other, declared, DELETED);
      return;
    }
    boolean unlinks = declared.rule() == Rule.UNLINK;
    if (guard.refusesRemoval(delivery, unlinks ? UNLINKS : "asks a person")) {
      return;
    }
    if (unlinks) {
      delivery.remember(() -> engine.state().links().unlink(link.id()));
    }
    throw otherHalfGone(link, other, unlinks);
  }

  /**
   * Writes what the contract says to the half that is left. Safe to repeat: it is an update by id
   * to fixed values, and the link tells when it has been done.
   *
   * @param gone the half that is deleted or has left, {@code how} it went
   */
  private void write(Delivery delivery, Link link, RecordRef gone, Departure declared, String how) {
    if (link.side(gone.system()).version().equals(how)) {
      delivery.end(new Verdict.Skipped(how));
      return;
    }
    if (guard.refusesRemoval(delivery, "sets " + declared.values())) {
      return;
    }
    RecordRef left = link.otherSide(gone.system()).ref();
    Connector system = engine.systems().connector(left.system());
    Selection asked = new Selection(names(declared.values()), Map.of());
    Optional<RemoteRecord> there = system.reader().read(left, asked);
    if (there.isEmpty()) {
      forget(delivery, link);
      return;
    }
    if (!holds(there.get().values(), declared.values())) {
      engine.state().effects().noteUpdate(left, declared.values());
      system.writer().update(left, "", declared.values());
    }
    delivery.remember(
        () -> {
          engine.pairs().save(marked(link, gone, how));
          String text = gone + " is " + how + "; " + left + " was set to " + declared.values();
          engine.history().tell(delivery, word(declared), text, declared.values());
        });
    delivery.end(new Verdict.Delivered());
  }

  private static Link marked(Link link, RecordRef gone, String how) {
    Link.Side side = link.side(gone.system());
    Link.Side marked = new Link.Side(side.ref(), side.number(), how, side.base());
    boolean crm = link.crm().ref().equals(gone);
    return new Link(
        link.id(), link.flow(), crm ? marked : link.crm(), crm ? link.erp() : marked, link.lines());
  }

  private static TreeSet<String> names(ObjectNode values) {
    TreeSet<String> names = new TreeSet<>();
    values.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean holds(ObjectNode there, ObjectNode wanted) {
    return wanted.properties().stream()
        .allMatch(field -> same(there.path(field.getKey()), field.getValue()));
  }

  private static boolean same(JsonNode there, JsonNode wanted) {
    return there.isNumber() && wanted.isNumber()
        ? there.decimalValue().compareTo(wanted.decimalValue()) == 0
        : there.equals(wanted);
  }

  private static String word(Departure declared) {
    return declared.rule() == Rule.BLOCK ? "blocked" : "inactivated";
  }

  private void unlink(Delivery delivery, Link link) {
    if (!guard.refusesRemoval(delivery, UNLINKS)) {
      forget(delivery, link);
    }
  }

  private void forget(Delivery delivery, Link link) {
    delivery.remember(() -> engine.state().links().unlink(link.id()));
    delivery.end(new Verdict.Skipped("unlinked"));
  }

  private static RecordRejectedException otherHalfGone(
      Link link, RecordRef other, boolean unlinks) {
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

  private static Reason asked(String code, String what, RecordRef other) {
    return Reason.of(
        code,
        what + "; its other half is " + other + ".",
        "Decide what becomes of the other half, do it there, then discard this message. The"
            + " contract can say it: "
            + (code.equals(DELETED) ? "on-delete" : "on-leave")
            + ".");
  }
}
