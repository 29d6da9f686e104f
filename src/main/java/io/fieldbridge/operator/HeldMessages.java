package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.journal.JournalEntry;
import io.fieldbridge.mapping.Personal;
import io.fieldbridge.store.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Messages that wait for a person: listed, looked at, tried again and given up. */
final class HeldMessages {

  private static final int LISTED_MAX = 1000;
  private static final Set<State> HELD = Set.of(State.PARKED, State.IN_DOUBT);

  private final Desk desk;
  private final Unsettled unsettled;

  HeldMessages(Desk desk) {
    this.desk = desk;
    this.unsettled = new Unsettled(desk);
  }

  /** Parked and in doubt, oldest first, at most 1,000. */
  ArrayNode list() {
    ArrayNode list = JsonText.object().arrayNode();
    inbox().list(MessageFilter.in(HELD), 0, LISTED_MAX).forEach(held -> list.add(view(held)));
    return list;
  }

  private ObjectNode view(Message held) {
    ObjectNode view = Views.brief(held);
    unsettled.until(held).ifPresent(settled -> view.put("unsettledUntil", Views.time(settled)));
    return view;
  }

  /**
   * One message, what was sent on its behalf and what happened under its correlation id.
   *
   * @param personal whether personal values are shown
   */
  ObjectNode show(long id, boolean personal) {
    Message message = find(id);
    Personal hidden =
        personal ? Personal.nothing() : desk.remote().contracts().personal(message.flow());
    ObjectNode shown = JsonText.object();
    shown.set("message", Views.whole(message, hidden));
    ArrayNode effects = shown.putArray("effects");
    desk.memory()
        .effects()
        .bySource(message.flow(), message.record())
        .forEach(effect -> effects.add(Views.effect(effect, hidden)));
    ArrayNode journal = shown.putArray("journal");
    desk.memory().journal().timeline(message.correlationId()).stream()
        .filter(entry -> entry.entry().correlationId().equals(message.correlationId()))
        .forEach(entry -> journal.add(desk.shown(entry, personal)));
    return shown;
  }

  /** Delivers the message again; one that is in doubt is looked for first, as ever. */
  ObjectNode retry(long id) {
    desk.memory()
        .store()
        .inTransaction(
            () -> {
              Message message = find(id);
              boolean doubtful = message.state() == State.IN_DOUBT;
              refuse(doubtful ? inbox().resume(id) : inbox().retry(id));
              tell(message, "retried", "An operator had message " + id + " tried again.");
            });
    return JsonText.object().put("retried", 1);
  }

  /** Delivers every parked message again. */
  ObjectNode retryAll() {
    int retried = inbox().retryAll(Optional.empty());
    if (retried > 0) {
      String text = "An operator had all " + retried + " parked messages tried again.";
      desk.tell("", List.of(), List.of(), "retried", text);
    }
    return JsonText.object().put("retried", retried);
  }

  /**
   * Gives a message up. A write of it that is still open is given up, too, and never sent; while
   * one that was sent may take effect, the message is not given up.
   */
  ObjectNode discard(long id, String why) {
    desk.memory()
        .store()
        .inTransaction(
            () -> {
              Message message = find(id);
              refuse(giveUp(message, why));
              unsettled.refuse(message, "discarded");
              openEffects(message).forEach(effect -> abandon(effect, why));
              tell(message, "discarded", "An operator gave message " + id + " up: " + why);
            });
    return JsonText.object().put("discarded", id);
  }

  private Optional<Reason> giveUp(Message message, String why) {
    return switch (message.state()) {
      case IN_DOUBT -> inbox().resolve(message.id(), why);
      case PARKED, WAITING -> inbox().discard(message.id(), why);
      default ->
          throw ControlRefusedException.conflict(
              "Message %d is %s; only one that is parked, in doubt or waiting can be discarded."
                  .formatted(message.id(), Views.word(message.state())));
    };
  }

  private void abandon(Effect effect, String why) {
    desk.memory().effects().abandoned(effect, "given up by an operator: " + why);
  }

  private List<Effect> openEffects(Message message) {
    return desk.memory().effects().bySource(message.flow(), message.record()).stream()
        .filter(Effect::isOpen)
        .toList();
  }

  /**
   * @throws ControlRefusedException when there is no such message
   */
  Message find(long id) {
    return inbox()
        .find(id)
        .orElseThrow(
            () ->
                ControlRefusedException.unknown(
                    "There is no message " + id + ". ./fieldbridge parked lists those that wait."));
  }

  /** Writes what was decided about a message into its journal. */
  void tell(Message message, String event, String text) {
    desk.memory()
        .journal()
        .write(
            new JournalEntry(
                message.correlationId(),
                message.flow(),
                List.of(message.record()),
                List.of(),
                event,
                text,
                JsonText.object()));
  }

  static void refuse(Optional<Reason> reason) {
    reason.ifPresent(
        given -> {
          throw ControlRefusedException.of(given);
        });
  }

  private Inbox inbox() {
    return desk.memory().inbox();
  }
}
