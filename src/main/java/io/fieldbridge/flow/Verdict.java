package io.fieldbridge.flow;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.RecordRef;
import java.time.Duration;
import java.util.Optional;

/** How a delivery ends. */
sealed interface Verdict {

  /** It took effect, or took effect before. */
  record Delivered() implements Verdict {}

  /**
   * There was nothing to do.
   *
   * @param why echo, filtered, no-change, gone
   */
  record Skipped(String why) implements Verdict {}

  /** Try again after a while. */
  record Waiting(Duration pause, Reason reason) implements Verdict {}

  /** A system is away: try again with all others that wait for it, and count no try. */
  record HeldUp(Duration pause, Reason reason) implements Verdict {}

  /**
   * Try again when the missing record is linked, or after a while.
   *
   * @param pulls whether the missing record is brought into its flow
   */
  record WaitingFor(RecordRef missing, String flow, boolean pulls, Duration pause, Reason reason)
      implements Verdict {}

  /**
   * A person has to repair something first.
   *
   * @param shown what the record in the CRM says meanwhile
   */
  record Parked(Reason reason, CrmReport.Status shown) implements Verdict {

    /** The record cannot be taken as it is. */
    static Parked rejected(Reason reason) {
      return new Parked(reason, CrmReport.Status.REJECTED);
    }

    /** It is not the record's fault; it has to be tried again when the cause is mended. */
    static Parked toRetry(Reason reason) {
      return new Parked(reason, CrmReport.Status.RETRY);
    }
  }

  /**
   * A write may have taken effect.
   *
   * @param lookAgain after which time to look; empty where only a person can tell
   */
  record InDoubt(Reason reason, Optional<Duration> lookAgain) implements Verdict {}
}
