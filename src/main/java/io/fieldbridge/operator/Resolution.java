package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.connector.RecordReader;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.State;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A person's word on a write of which nobody else can tell whether it took effect (G23). */
final class Resolution {

  /** Ids are longer than any number that people use. */
  private static final int ID_LENGTH_MIN = 15;

  /** Where an ERP keeps the documents that posting makes. */
  private static final String INVOICES = "salesInvoices";

  /** The reason of a message whose record was made and is gone. */
  private static final String VANISHED = "vanished";

  private final Desk desk;
  private final HeldMessages messages;
  private final Unsettled unsettled;

  Resolution(Desk desk) {
    this.desk = desk;
    this.unsettled = new Unsettled(desk);
    this.messages = new HeldMessages(desk);
  }

  /**
   * It took effect.
   *
   * @param number the number, or the id, of the record in the target; a document has to bear our
   *     reference, for nothing else tells a typing error from the truth
   */
  ObjectNode done(long id, String number) {
    Message message = doubtful(id);
    Effect effect = undecided(message);
    RecordRef target = only(message, effect, number);
    refuseForeign(message, target);
    refuseUnmarked(message, effect, target, number);
    return settle(
        message,
        "it took effect in " + target + " and the delivery goes on",
        () -> effects().confirmed(reopened(effect), target));
  }

  /** It did not take effect and never will, which nobody can tell while it still may. */
  ObjectNode notDone(long id) {
    Message message = doubtful(id);
    undecided(message);
    return settle(
        message,
        "it did not take effect and is sent again",
        () -> {
          unsettled.refuse(message, "resolved with --not-done");
          effects()
              .abandoned(reopened(undecided(message)), "an operator found that it was not done");
        });
  }

  private ObjectNode settle(Message message, String result, Runnable verdict) {
    desk.memory()
        .store()
        .inTransaction(
            () -> {
              HeldMessages.refuse(desk.memory().inbox().resume(message.id()));
              verdict.run();
              messages.tell(message, "resolved", "An operator says: " + result + ".");
            });
    return JsonText.object().put("result", result);
  }

  private Message doubtful(long id) {
    Message message = messages.find(id);
    if (message.state() != State.IN_DOUBT) {
      throw ControlRefusedException.conflict(
          "Message %d is %s, not in doubt, so there is nothing to resolve."
              .formatted(id, Views.word(message.state())));
    }
    return message;
  }

  private Effect undecided(Message message) {
    List<Effect> all = effects().bySource(message.flow(), message.record());
    boolean vanished = message.reason().map(Reason::code).filter(VANISHED::equals).isPresent();
    return all.stream()
        .filter(Effect::isOpen)
        .findFirst()
        .or(() -> all.stream().filter(effect -> vanished && isDone(effect)).findFirst())
        .orElseThrow(
            () ->
                ControlRefusedException.conflict(
                    "Message %d has no write whose outcome is open. ./fieldbridge retry %d looks again."
                        .formatted(message.id(), message.id())));
  }

  private static boolean isDone(Effect effect) {
    return effect.state() == Effect.State.CONFIRMED && effect.intent().creates();
  }

  /** What was done and is gone becomes undecided once more, in a new generation. */
  private Effect reopened(Effect effect) {
    return effect.isOpen() ? effect : effects().intendAgain(effect.key(), effect.intent());
  }

  private List<RemoteRecord> find(
      Message message, Effect effect, String number, List<String> places) {
    Contract contract = desk.contract(message.flow());
    String system = effect.intent().system();
    RecordReader reader = desk.remote().systems().connector(system).reader();
    Selection selection = contract.keyField(system).map(Selection::of).orElseGet(Selection::of);
    List<RemoteRecord> found = new ArrayList<>();
    for (String object : places) {
      contract
          .keyField(system)
          .map(key -> reader.find(object, Map.of(key, TextNode.valueOf(number)), selection, 2))
          .ifPresent(found::addAll);
      if (found.isEmpty() && number.length() >= ID_LENGTH_MIN) {
        byId(reader, new RecordRef(system, object, number), selection).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Documents move: what was created as an order may be a posted invoice by now. */
  private static List<String> places(Contract contract, Effect effect) {
    String object = effect.intent().object();
    boolean moves = contract.carriesDocument() && effect.intent().system().equals(contract.erp());
    if (!moves) {
      return List.of(object);
    }
    return effect.intent().creates()
        ? Stream.of(object, INVOICES).distinct().toList()
        : List.of(INVOICES);
  }

  private static Optional<RemoteRecord> byId(
      RecordReader reader, RecordRef ref, Selection selection) {
    try {
      return reader.read(ref, selection);
    } catch (RecordRejectedException notAnId) {
      return Optional.empty();
    }
  }

  private RecordRef only(Message message, Effect effect, String number) {
    List<String> places = places(desk.contract(message.flow()), effect);
    List<RemoteRecord> found = find(message, effect, number, places);
    if (found.isEmpty()) {
      throw ControlRefusedException.unknown(
          "What is in doubt is a %s, and %s has no record of number '%s' in %s. Give the number as it stands there, or --not-done."
              .formatted(
                  effect.key().purpose(),
                  effect.intent().system(),
                  number,
                  String.join(" or ", places)));
    }
    if (found.size() > 1) {
      throw ControlRefusedException.conflict(
          "Several records of %s bear the number '%s': %s. Give the id of one."
              .formatted(
                  effect.intent().system(),
                  number,
                  found.stream().map(record -> record.ref().id()).toList()));
    }
    return found.get(0).ref();
  }

  private void refuseForeign(Message message, RecordRef target) {
    Optional<Link> link = desk.memory().links().find(message.flow(), target);
    link.map(found -> found.otherSide(target.system()).ref())
        .filter(other -> !other.equals(message.record()))
        .ifPresent(
            other -> {
              throw ControlRefusedException.conflict(
                  target + " is the other half of " + other + ", not of " + message.record() + ".");
            });
  }

  private void refuseUnmarked(Message message, Effect effect, RecordRef target, String number) {
    Intent intent = effect.intent();
    boolean marked =
        !desk.contract(message.flow()).carriesDocument()
            || desk
                .remote()
                .systems()
                .connector(intent.system())
                .probe()
                .look(bearing(intent))
                .stream()
                .anyMatch(record -> record.ref().equals(target));
    if (!marked) {
      throw ControlRefusedException.conflict(
          "%s '%s' does not bear our reference %s, so it is not taken for what %s became. Give the number of one that does, or enter the reference there first."
              .formatted(target.object(), number, intent.reference(), message.record()));
    }
  }

  /** Whatever bears our reference, whoever entered it and whatever it holds. */
  private static Probe.Creation bearing(Intent intent) {
    return new Probe.Creation(
        intent.object(), intent.reference(), JsonText.object(), Instant.EPOCH, ref -> false);
  }

  private Effects effects() {
    return desk.memory().effects();
  }
}
