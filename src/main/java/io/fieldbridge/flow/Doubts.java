package io.fieldbridge.flow;

import io.fieldbridge.effect.Effect;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The words for writes whose outcome is not known. */
final class Doubts {

  private Doubts() {}

  static OutcomeUnknownException unsettled(Effect effect, Instant settled) {
    return new OutcomeUnknownException(
        Reason.of(
            "outcome-unknown",
            "The answer to a "
                + effect.key().purpose()
                + " in "
                + effect.intent().system()
                + " was lost, and nothing is to be seen of it yet.",
            "Nothing to do: it is looked for, and sent again only after " + settled + "."));
  }

  static OutcomeUnknownException several(
      Delivery delivery, Effect effect, List<RemoteRecord> found) {
    return OutcomeUnknownException.forPerson(
        Reason.of(
            "several-found",
            "Several records may be the result of one "
                + effect.key().purpose()
                + " "
                + effect.intent().reference()
                + ": "
                + names(delivery, found)
                + ".",
            "Look at them in "
                + effect.intent().system()
                + " and delete those that are too many. Then ./fieldbridge resolve ID --done NUMBER,"
                + " or --not-done where none is left."));
  }

  static OutcomeUnknownException severalToPost(
      Delivery delivery, Effect effect, List<RemoteRecord> bearing) {
    return OutcomeUnknownException.forPerson(
        Reason.of(
            "several-found",
            "Several documents bear our reference "
                + effect.intent().reference()
                + ", so none is posted: "
                + names(delivery, bearing)
                + ".",
            "Look at them in "
                + effect.intent().system()
                + " and delete those that are too many, or take our reference off them. Then"
                + " ./fieldbridge retry ID."));
  }

  /** As people know them: by number where they have one. */
  private static String names(Delivery delivery, List<RemoteRecord> records) {
    return records.stream()
        .map(
            record -> {
              String number = delivery.contract().number(record);
              return number.isEmpty()
                  ? record.ref().toString()
                  : number + " (" + record.ref().object() + ")";
            })
        .collect(Collectors.joining(", "));
  }

  static OutcomeUnknownException vanished(RecordRef ref) {
    return OutcomeUnknownException.forPerson(
        Reason.of(
            "vanished",
            ref + " was made by this message, but cannot be found any more.",
            "Find out who deleted it, then ./fieldbridge resolve ID --done NUMBER, or --not-done."));
  }
}
