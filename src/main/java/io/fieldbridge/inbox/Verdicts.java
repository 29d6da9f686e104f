package io.fieldbridge.inbox;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.JdbcMessages.Ending;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What a delivery decides about the message it has claimed. */
final class Verdicts {

  private static final String STILL_CLAIMED =
      " where id = ? and state = 'claimed' and claims = ? and fence = ?";

  private final Store store;
  private final JdbcMessages messages;
  private final Queues queues;
  private final Intake intake;
  private final Signals signals;

  Verdicts(Store store, JdbcMessages messages, Queues queues, Intake intake, Signals signals) {
    this.store = store;
    this.messages = messages;
    this.queues = queues;
    this.intake = intake;
    this.signals = signals;
  }

  /** Ends the message and gives its turn to the next of the key. */
  void finish(Message message, State state, Reason reason) {
    String key = lock(message);
    int ended =
        messages.finish(
            message.id(),
            new Ending(state, null, reason),
            " and state = 'claimed' and claims = ? and fence = ?",
            message.progress().claim(),
            store.fence());
    if (ended == 0) {
      throw new ClaimLostException(message);
    }
    queues.promote(message.flow(), key);
    store.afterCommit(() -> signals.ready(message.flow()));
  }

  /** Waits until a time; newer changes of the record go into it on the spot. */
  State wait(Message message, Instant until, Reason reason) {
    String key = lock(message);
    hold(message, State.WAITING, until, null);
    messages.explain(message.id(), reason);
    joinFollowers(message, key);
    store.afterCommit(() -> signals.ready(message.flow()));
    return State.WAITING;
  }

  /** Waits for a link, unless a newer change may have mended the reference or it is there now. */
  State waitFor(
      Message message,
      RecordRef missing,
      Instant until,
      Reason reason,
      BooleanSupplier stillMissing) {
    String key = lock(message);
    hold(message, State.WAITING, until, missing);
    messages.explain(message.id(), reason);
    if (joinFollowers(message, key) || !stillMissing.getAsBoolean()) {
      return renew(message);
    }
    return State.WAITING;
  }

  /** Waits for a person, unless a newer change may be the repair. */
  State park(Message message, Reason reason) {
    String key = lock(message);
    hold(message, State.PARKED, null, null);
    messages.explain(message.id(), reason);
    return joinFollowers(message, key) ? State.PENDING : State.PARKED;
  }

  void doubt(Message message, Instant lookAgainAt, Reason reason) {
    lock(message);
    hold(message, State.IN_DOUBT, lookAgainAt, null);
    messages.explain(message.id(), reason);
    store.afterCommit(() -> signals.ready(message.flow()));
  }

  void freeze(Message message, boolean frozen) {
    update(message, "update message set frozen = ?" + STILL_CLAIMED, frozen);
  }

  void renewLease(Message message, Instant leaseEnd) {
    update(
        message,
        "update message set due_at = ?, ready_at = case when head = true then cast(? as timestamp"
            + " with time zone) end"
            + STILL_CLAIMED,
        leaseEnd,
        leaseEnd);
  }

  private State renew(Message message) {
    messages.renew(message.id(), store.now());
    store.afterCommit(() -> signals.ready(message.flow()));
    return State.PENDING;
  }

  /** Followers of a parked or waiting message join it; a parked one is due with the newest. */
  private boolean joinFollowers(Message claimed, String key) {
    Message held = messages.find(claimed.id()).orElseThrow();
    if (held.progress().frozen()) {
      return false;
    }
    Optional<Instant> due = intake.joinFollowers(held, key);
    boolean mayBeRepaired = held.state() == State.PARKED || held.progress().waitsFor().isPresent();
    if (due.isPresent() && mayBeRepaired) {
      messages.renew(held.id(), due.get());
      store.afterCommit(() -> signals.ready(held.flow()));
    }
    return due.isPresent();
  }

  private String lock(Message message) {
    return queues.lockOf(message.id()).orElseThrow(() -> new ClaimLostException(message));
  }

  private void hold(Message message, State state, Instant due, RecordRef waitsFor) {
    update(
        message,
        "update message set state = ?, due_at = ?, ready_at = case when head = true then"
            + " cast(? as timestamp with time zone) end, waits_for = ?, lost_claims = 0,"
            + " lost_alone = 0, updated_at = ?"
            + STILL_CLAIMED,
        state.word(),
        due,
        due,
        waitsFor,
        store.now());
  }

  private void update(Message message, String sql, Object... values) {
    Object[] parameters = new Object[values.length + 3];
    System.arraycopy(values, 0, parameters, 0, values.length);
    parameters[values.length] = message.id();
    parameters[values.length + 1] = message.progress().claim();
    parameters[values.length + 2] = store.fence();
    if (store.update(sql, parameters) == 0) {
      throw new ClaimLostException(message);
    }
  }
}
