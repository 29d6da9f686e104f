package io.fieldbridge.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.journal.JournalEntry;
import io.fieldbridge.journal.Recorded;
import io.fieldbridge.mapping.Personal;
import io.fieldbridge.store.JsonText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** How messages, effects and journal entries look on the wire. Times are UTC, to the second. */
final class Views {

  private Views() {}

  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A message as a list shows it, with the reason why it does not go on. */
  static ObjectNode brief(Message message) {
    ObjectNode view =
        JsonText.object()
            .put("id", message.id())
            .put("state", word(message.state()))
            .put("flow", message.flow())
            .put("direction", message.direction())
            .put("record", message.record().toString())
            .put("since", time(message.progress().updatedAt()))
            .put("attempts", message.attempts());
    Reason reason = message.reason().orElse(Reason.of("", "", ""));
    return view.put("code", reason.code())
        .put("field", reason.field())
        .put("text", reason.text())
        .put("advice", reason.advice());
  }

  /**
   * A message with what came in.
   *
   * @param hidden the fields whose values are not shown
   */
  static ObjectNode whole(Message message, Personal hidden) {
    ObjectNode view =
        brief(message)
            .put("correlationId", message.correlationId())
            .put("queuesUnder", message.orderKey())
            .put("received", time(message.progress().createdAt()))
            .put("frozen", message.progress().frozen());
    message.progress().dueAt().ifPresent(due -> view.put("dueAt", time(due)));
    message.progress().waitsFor().ifPresent(ref -> view.put("waitsFor", ref.toString()));
    message.progress().joinedTo().ifPresent(id -> view.put("joinedTo", id));
    ObjectNode change = view.putObject("change");
    change
        .put("kind", word(message.change().kind()))
        .put("at", time(message.change().at()))
        .put("author", message.change().author());
    change.set("values", hidden.masked(message.change().values()));
    change.set("authors", JsonText.object(message.authors()));
    return view;
  }

  /**
   * A write with what was sent.
   *
   * @param hidden the fields whose values are not shown
   */
  static ObjectNode effect(Effect effect, Personal hidden) {
    ObjectNode view =
        JsonText.object()
            .put("id", effect.id())
            .put("purpose", effect.key().purpose())
            .put("generation", effect.generation())
            .put("state", word(effect.state()))
            .put("system", effect.intent().system())
            .put("object", effect.intent().object())
            .put("reference", effect.intent().reference())
            .put("intendedAt", time(effect.progress().intendedAt()));
    effect.progress().sentAt().ifPresent(at -> view.put("sentAt", time(at)));
    effect.progress().settledAt().ifPresent(at -> view.put("settledAt", time(at)));
    effect.progress().target().ifPresent(ref -> view.put("target", ref.toString()));
    view.put("note", effect.progress().note());
    view.set("payload", hidden.masked(effect.intent().payload()));
    return view;
  }

  /** A journal entry as it was told. */
  static ObjectNode clear(Recorded recorded) {
    ObjectNode detail = recorded.entry().detail();
    String told = detail.path(JournalEntry.UNMASKED).asText(recorded.entry().text());
    return entry(recorded, Personal.nothing()).put("text", told);
  }

  /**
   * A journal entry.
   *
   * @param hidden the fields whose values are not shown
   */
  static ObjectNode entry(Recorded recorded, Personal hidden) {
    ObjectNode view =
        JsonText.object()
            .put("at", time(recorded.at()))
            .put("flow", recorded.entry().flow())
            .put("event", recorded.entry().event())
            .put("text", recorded.entry().text())
            .put("correlationId", recorded.entry().correlationId());
    ArrayNode records = view.putArray("records");
    recorded.entry().records().forEach(ref -> records.add(ref.toString()));
    ArrayNode numbers = view.putArray("numbers");
    recorded.entry().numbers().forEach(numbers::add);
    ObjectNode detail = hidden.masked(recorded.entry().detail());
    view.set("detail", detail.without(JournalEntry.UNMASKED));
    return view;
  }
}
