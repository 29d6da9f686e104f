package io.fieldbridge.inbox;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.JdbcMessages.Ending;
import io.fieldbridge.inbox.JdbcMessages.NewRow;
import io.fieldbridge.model.Change;
import io.fieldbridge.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes changes in: once each, behind the older ones of their key, or into one of them. */
final class Intake {

  private static final String MAY_BE_JOINED = "'pending', 'waiting', 'parked'";

  private final Store store;
  private final JdbcMessages messages;
  private final Queues queues;

  Intake(Store store, JdbcMessages messages, Queues queues) {
    this.store = store;
    this.messages = messages;
    this.queues = queues;
  }

  /** Stores the arrivals that are new; how many were. */
  int receive(List<Arrival> arrivals) {
    store.holdQueues();
    Instant now = store.now();
    int stored = 0;
    for (Arrival arrival : arrivals) {
      if (!messages.isKnown(arrival)) {
        receive(arrival, now);
        stored++;
      }
    }
    return stored;
  }

  /** Remembers a change that has nothing to do. */
  boolean skip(Arrival arrival, Reason reason) {
    store.holdQueues();
    if (messages.isKnown(arrival)) {
      return false;
    }
    Ending skipped = new Ending(State.SKIPPED, null, reason);
    messages.insertFinished(row(arrival, "", store.now()), skipped);
    return true;
  }

  private void receive(Arrival arrival, Instant now) {
    String key = queues.current(arrival.flow(), arrival.orderKey());
    if (arrival.joining() == Joining.NEVER || !join(arrival, key, now)) {
      messages.insertOpen(row(arrival, key, now), queues.isEmpty(arrival.flow(), key));
    }
  }

  private boolean join(Arrival arrival, String key, Instant now) {
    List<Message> open = messages.open(MAY_BE_JOINED, arrival, key, 0);
    if (open.isEmpty()) {
      return false;
    }
    Message into = open.get(open.size() - 1);
    Change change = arrival.change();
    if (!unite(
        into,
        change,
        Changes.authors(arrival.record(), change),
        Changes.times(arrival.record(), change))) {
      return false;
    }
    messages.renew(into.id(), now.plus(arrival.settledAfter()));
    NewRow row = new NewRow(arrival, key, into.correlationId(), now);
    messages.insertFinished(row, joined(into));
    return true;
  }

  /**
   * Puts the changes that queue behind a message into it.
   *
   * @return when the newest of them is due; empty when there were none
   */
  Optional<Instant> joinFollowers(Message message, String key) {
    if (message.progress().joining() == Joining.NEVER) {
      return Optional.empty();
    }
    Message whole = message;
    Optional<Instant> due = Optional.empty();
    for (Message follower : messages.open("'pending'", like(message), key, message.id())) {
      if (unite(whole, follower.change(), follower.authors(), follower.times())) {
        messages.finish(follower.id(), joined(message));
        whole = messages.find(message.id()).orElseThrow();
        due = follower.progress().dueAt();
      }
    }
    return due;
  }

  private boolean unite(
      Message into,
      Change change,
      Map<String, String> newerAuthors,
      Map<String, Instant> newerTimes) {
    Map<String, String> authors = new LinkedHashMap<>(into.authors());
    authors.putAll(newerAuthors);
    Map<String, Instant> times = new LinkedHashMap<>(into.times());
    times.putAll(newerTimes);
    Change whole = Changes.join(into.record(), into.change(), change);
    return messages.unite(into, whole, authors, times);
  }

  private static Ending joined(Message into) {
    return new Ending(State.JOINED, into.id(), JdbcMessages.NO_REASON);
  }

  private static Arrival like(Message message) {
    return new Arrival(
        message.flow(),
        message.direction(),
        message.record(),
        message.orderKey(),
        message.change(),
        message.progress().joining(),
        Duration.ZERO);
  }

  private static NewRow row(Arrival arrival, String key, Instant now) {
    return new NewRow(arrival, key, UUID.randomUUID().toString(), now);
  }
}
