package io.fieldbridge.flow;

import io.fieldbridge.effect.Effect;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.List;

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

  static OutcomeUnknownException several(Effect effect, List<RemoteRecord> found) {
    return OutcomeUnknownException.forPerson(
        Reason.of(
            "several-found",
            "Several records may be the result of one "
                + effect.key().purpose()
                + " "
                + effect.intent().reference()
                + ": "
                + found.stream().map(RemoteRecord::ref).toList()
                + ".",
            "Look at them in "
                + effect.intent().system()
                + ", then ./fieldbridge resolve ID --done NUMBER, or --not-done."));
  }

  static OutcomeUnknownException vanished(RecordRef ref) {
    return OutcomeUnknownException.forPerson(
        Reason.of(
            "vanished",
            ref + " was made by this message, but cannot be found any more.",
            "Find out who deleted it, then ./fieldbridge resolve ID --done NUMBER, or --not-done."));
  }
}
