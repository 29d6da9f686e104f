package io.fieldbridge.inbox;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One or more joined changes of a record on their way through a flow.
 *
 * @param id names the message for people and programs
 * @param orderKey the key it queues under; the last one for a finished message is not kept: empty
 * @param record the record to deliver
 * @param change the changes in one: values united, kind, time and author of the newest
 * @param authors who last changed each field, by field name
 * @param times when each field was last changed, UTC, by field name
 * @param correlationId ties together everything that is done and told on its behalf
 */
public record Message(
    long id,
    String flow,
    String direction,
    String orderKey,
    RecordRef record,
    Change change,
    Map<String, String> authors,
    Map<String, Instant> times,
    Progress progress,
    String correlationId) {

  /**
   * How far it got.
   *
   * @param joining which later changes go into it
   * @param frozen an effect is open, so none do
   * @param attempts claims since it arrived or a person or a newer change released it
   * @param claim names the claim under way
   * @param dueAt when it may be claimed next, or its lease ends
   * @param waitsFor the record whose link it waits for
   * @param reason why it waits, is parked, in doubt or was given up
   * @param joinedTo the message in which it went on
   */
  public record Progress(
      State state,
      Joining joining,
      boolean frozen,
      int attempts,
      int claim,
      Optional<Instant> dueAt,
      Optional<RecordRef> waitsFor,
      Optional<Reason> reason,
      Optional<Long> joinedTo,
      Instant createdAt,
      Instant updatedAt) {}

  public State state() {
    return progress.state();
  }

  /** Whether it is a moment to come, not a change: {@link Arrival#ofMoment}. */
  public boolean isMoment() {
    return orderKey.startsWith(Arrival.MOMENT);
  }

  public int attempts() {
    return progress.attempts();
  }

  public Optional<Reason> reason() {
    return progress.reason();
  }
}
