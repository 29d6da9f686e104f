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

  private static final String CORRECTED =
      "Where it is posted: correct it there (a credit memo, or a further invoice), then"
          + " ./fieldbridge resolve ID --done NUMBER.";

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

  static OutcomeUnknownException anothers(Delivery delivery, Effect effect, RemoteRecord found) {
    return OutcomeUnknownException.forPerson(
        Reason.of(
            "found-with-another-party",
            name(delivery, found)
                + " bears our reference "
                + effect.intent().reference()
                + ", but is in the name of another customer than "
                + delivery.message().record()
                + ".",
            "Find out whose it is. Where it can still be changed: give it the right customer or"
                + " delete it, then ./fieldbridge retry ID. "
                + CORRECTED));
  }

  static OutcomeUnknownException different(Delivery delivery, Effect effect, RemoteRecord found) {
    return OutcomeUnknownException.forPerson(
        Reason.of(
            "found-with-other-contents",
            name(delivery, found)
                + " bears our reference "
                + effect.intent().reference()
                + ", but does not say the same as "
                + delivery.message().record()
                + ".",
            "Compare the two. Where it is a draft: bring it in line or delete it, then"
                + " ./fieldbridge retry ID. "
                + CORRECTED));
  }

  private static String names(Delivery delivery, List<RemoteRecord> records) {
    return records.stream().map(record -> name(delivery, record)).collect(Collectors.joining(", "));
  }

  /** As people know it: by number where it has one. */
  private static String name(Delivery delivery, RemoteRecord record) {
    String number = delivery.contract().number(record);
    return number.isEmpty() ? record.ref().toString() : number + " (" + record.ref().object() + ")";
  }

  static OutcomeUnknownException vanished(RecordRef ref) {
    return OutcomeUnknownException.forPerson(
        Reason.of(
            "vanished",
            ref + " was made by this message, but cannot be found any more.",
            "Find out who deleted it, then ./fieldbridge resolve ID --done NUMBER, or --not-done."));
  }
}
