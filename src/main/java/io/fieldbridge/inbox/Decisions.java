package io.fieldbridge.inbox;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.JdbcMessages.Ending;
import io.fieldbridge.store.Store;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What people decide about messages that nobody is delivering. */
final class Decisions {

  private static final int PAGE = 500;

  private final Store store;
  private final JdbcMessages messages;
  private final Queues queues;
  private final Signals signals;

  Decisions(Store store, JdbcMessages messages, Queues queues, Signals signals) {
    this.store = store;
    this.messages = messages;
    this.queues = queues;
    this.signals = signals;
  }

  Optional<Reason> retry(long id) {
    return decide(
        id,
        "retried",
        EnumSet.of(State.PARKED, State.WAITING),
        message -> messages.renew(id, store.now()) > 0);
  }

  int retryAll(MessageFilter parked) {
    int retried = 0;
    long after = 0;
    List<Message> page = messages.list(parked, after, PAGE);
    while (!page.isEmpty()) {
      for (Message message : page) {
        retried += retry(message.id()).isEmpty() ? 1 : 0;
        after = message.id();
      }
      page = messages.list(parked, after, PAGE);
    }
    return retried;
  }

  Optional<Reason> resume(long id) {
    return decide(
        id,
        "taken up again",
        EnumSet.of(State.IN_DOUBT),
        message -> messages.renew(id, store.now()) > 0);
  }

  Optional<Reason> discard(long id, Reason reason) {
    return decide(
        id,
        "discarded",
        EnumSet.of(State.PENDING, State.WAITING, State.PARKED),
        message -> finish(message, State.DISCARDED, reason));
  }

  Optional<Reason> resolve(long id, Reason reason) {
    return decide(
        id,
        "resolved",
        EnumSet.of(State.IN_DOUBT, State.PARKED),
        message -> finish(message, State.RESOLVED, reason));
  }

  private boolean finish(Message message, State state, Reason reason) {
    boolean ended = messages.finish(message.id(), new Ending(state, null, reason)) > 0;
    queues.promote(message.flow(), message.orderKey());
    return ended;
  }

  private interface Decision {
    /** False where somebody has claimed or ended the message meanwhile. */
    boolean carryOut(Message message);
  }

  private Optional<Reason> decide(long id, String verb, Set<State> from, Decision decision) {
    return store.inTransaction(
        () -> {
          queues.lockOf(id);
          Optional<Message> found = messages.find(id);
          if (found.isEmpty()) {
            return Optional.of(unknown(id));
          }
          Message message = found.get();
          if (!from.contains(message.state())) {
            return Optional.of(wrongState(message, verb, from));
          }
          if (!decision.carryOut(message)) {
            return Optional.of(takenMeanwhile(id, verb));
          }
          store.afterCommit(() -> signals.ready(message.flow()));
          return Optional.empty();
        });
  }

  private static Reason unknown(long id) {
    return Reason.of(
        "message-unknown", "There is no message " + id + ".", "Look at the list of messages.");
  }

  private static Reason takenMeanwhile(long id, String verb) {
    return Reason.of(
        "message-state",
        "Message %d was taken up in this moment and cannot be %s.".formatted(id, verb),
        "Look at it again when its delivery is over.");
  }

  private static Reason wrongState(Message message, String verb, Set<State> from) {
    return Reason.of(
        "message-state",
        "Message %d is %s and cannot be %s."
            .formatted(message.id(), words(message.state().name()), verb),
        "Only a message that is %s can."
            .formatted(
                String.join(" or ", from.stream().map(state -> words(state.name())).toList())));
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
