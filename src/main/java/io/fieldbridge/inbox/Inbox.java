package io.fieldbridge.inbox;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The durable message store. Thread-safe; every method joins the thread's transaction, so that
 * changes and their feed's position, or a verdict and what it rests on, close together. Leases and
 * waiting times run on the database's clock.
 *
 * <p>Messages of one key are delivered one at a time, oldest first, in both directions. A message
 * that is claimed, waits, is parked or in doubt holds back its key and nothing else.
 */
public final class Inbox {

  private final Store store;
  private final InboxSettings settings;
  private final JdbcMessages messages;
  private final Signals signals = new Signals();
  private final Queues queues;
  private final Intake intake;
  private final Claims claims;
  private final Verdicts verdicts;
  private final Decisions decisions;
  private final Positions positions;

  public Inbox(Store store, InboxSettings settings) {
    this.store = store;
    this.settings = settings;
    this.messages = new JdbcMessages(store);
    this.queues = new Queues(store);
    this.intake = new Intake(store, messages, queues);
    this.claims = new Claims(store, messages, settings);
    this.verdicts = new Verdicts(store, messages, queues, intake, signals);
    this.decisions = new Decisions(store, messages, queues, signals);
    this.positions = new Positions(store);
  }

  /** Stores a change; false when it was there already. */
  public boolean receive(Arrival arrival) {
    return receive(List.of(arrival)) > 0;
  }

  /**
   * Stores the changes that are not there yet, in the given order; how many they were. A change
   * that joins an undelivered message releases it at once, so leave out what we caused ourselves:
   * {@link #skip}.
   */
  public int receive(List<Arrival> arrivals) {
    return store.inTransaction(
        () -> {
          int stored = intake.receive(arrivals);
          if (stored > 0) {
            List<String> flows = arrivals.stream().map(Arrival::flow).distinct().toList();
            store.afterCommit(() -> flows.forEach(signals::ready));
          }
          return stored;
        });
  }

  /** Remembers a change that has nothing to do, for example an echo; false when it was known. */
  public boolean skip(Arrival arrival, Reason reason) {
    return store.inTransaction(() -> intake.skip(arrival, reason));
  }

  /**
   * Claims due messages, at most {@code max}, each the oldest open one of its key. The claim is
   * durable on return and lasts for the lease. A message whose earlier deliveries died comes alone.
   */
  public List<Message> claim(String flow, String direction, int max) {
    return claim(flow, direction, max, Set.of());
  }

  /**
   * The same for one who knows what this process is delivering: such a message is not claimed a
   * second time, its claim lasts for another lease instead.
   *
   * @param inHand the ids of the messages that are being delivered, of any flow
   */
  public List<Message> claim(String flow, String direction, int max, Set<Long> inHand) {
    return store.inTransaction(() -> claims.claim(flow, direction, max, inHand));
  }

  /** Gives a claim back untried, for example because the daemon stops. */
  public void handBack(Message message) {
    store.inTransaction(
        () -> {
          claims.handBack(message);
          store.afterCommit(() -> signals.ready(message.flow()));
        });
  }

  /** Takes back the claims of earlier owners of the database; to be called once, at the start. */
  public int releaseClaims() {
    return store.inTransaction(claims::releaseAll);
  }

  /**
   * Takes back claims of this process that it does not know of, since the database failed while it
   * claimed, or whose end it could not store; how many. To be called by the one who claims.
   *
   * @param inHand the messages that are being delivered
   */
  public int releaseStrays(String flow, String direction, Set<Long> inHand) {
    return store.inTransaction(() -> claims.releaseStrays(flow, direction, inHand));
  }

  /**
   * Makes the claim last for another lease from now.
   *
   * @throws ClaimLostException when it has ended, so that it proves that it has not
   */
  public void renewLease(Message message) {
    store.inTransaction(() -> verdicts.renewLease(message, store.now().plus(settings.lease())));
  }

  /** An effect is open: from now on nothing joins the message, newer changes queue behind it. */
  public void freeze(Message message) {
    store.inTransaction(() -> verdicts.freeze(message, true));
  }

  /** The effect is settled without having taken effect: changes may join again. */
  public void thaw(Message message) {
    store.inTransaction(() -> verdicts.freeze(message, false));
  }

  /** It took effect. */
  public void delivered(Message message) {
    store.inTransaction(() -> verdicts.finish(message, State.DELIVERED, JdbcMessages.NO_REASON));
  }

  /** There was nothing to do. */
  public void skipped(Message message, Reason reason) {
    store.inTransaction(() -> verdicts.finish(message, State.SKIPPED, reason));
  }

  /** To be tried again at the given time, or when a newer change joins it. */
  public void waiting(Message message, Instant until, Reason reason) {
    store.inTransaction(() -> verdicts.wait(message, until, reason));
  }

  /** The same for one that could not be tried, since a system is away; the try does not count. */
  public void heldUp(Message message, Instant until, Reason reason) {
    store.inTransaction(
        () -> {
          verdicts.wait(message, until, reason);
          messages.uncount(message.id());
        });
  }

  /** Those of the messages that wait for a time are due now. */
  public void hasten(Collection<Long> ids) {
    store.inTransaction(() -> ids.forEach(messages::hasten));
  }

  /**
   * To be tried again when the missing record is linked ({@link #release}), or at the given time.
   *
   * @param until when to look again even so
   * @param stillMissing looks for the link once more, where no {@link #release} can slip by
   * @return {@code WAITING}; {@code PENDING} when it is due again already, for the link is there or
   *     a newer change of the record was
   */
  public State waitingFor(
      Message message,
      RecordRef missing,
      Instant until,
      Reason reason,
      BooleanSupplier stillMissing) {
    return store.inTransaction(
        () -> verdicts.waitFor(message, missing, until, reason, stillMissing));
  }

  /** Releases the messages of every flow that wait for this record; how many. */
  public int release(RecordRef linked) {
    return store.inTransaction(
        () -> {
          store.holdQueues();
          List<Message> waiting =
              store.list(
                  "select * from message where waits_for = ?", JdbcMessages::message, linked);
          waiting.forEach(message -> messages.renew(message.id(), store.now()));
          store.afterCommit(() -> waiting.forEach(message -> signals.ready(message.flow())));
          return waiting.size();
        });
  }

  /**
   * A person has to repair something.
   *
   * @return {@code PARKED}; {@code PENDING} when a newer change of the record, which may be the
   *     repair, had come meanwhile and is joined
   */
  public State parked(Message message, Reason reason) {
    return store.inTransaction(() -> verdicts.park(message, reason));
  }

  /** A write may have taken effect; the message is due again, to look, at the given time. */
  public void inDoubt(Message message, Instant lookAgainAt, Reason reason) {
    store.inTransaction(() -> verdicts.doubt(message, lookAgainAt, reason));
  }

  /** A write may have taken effect, and a person has to find out. */
  public void inDoubt(Message message, Reason reason) {
    store.inTransaction(() -> verdicts.doubt(message, null, reason));
  }

  /** A person wants a parked or waiting message tried now; why that cannot be, if so. */
  public Optional<Reason> retry(long id) {
    return decisions.retry(id);
  }

  /** Retries all parked messages, of one flow or of all; how many. */
  public int retryAll(Optional<String> flow) {
    MessageFilter parked = MessageFilter.in(Set.of(State.PARKED));
    return decisions.retryAll(flow.map(parked::inFlow).orElse(parked));
  }

  /** A person gives a message up; why that cannot be, if so. */
  public Optional<Reason> discard(long id, String why) {
    return decisions.discard(id, Reason.of("discarded", why, ""));
  }

  /** The doubt is settled and the delivery is to go on; why that cannot be, if so. */
  public Optional<Reason> resume(long id) {
    return decisions.resume(id);
  }

  /** A person has settled outside what the message was about; why that cannot be, if so. */
  public Optional<Reason> resolve(long id, String how) {
    return decisions.resolve(id, Reason.of("resolved", how, ""));
  }

  /**
   * A record has become one of a pair: its messages queue under the pair's key from now on, and
   * behind what is being delivered there. They leave the record's own queue, or that of a pair it
   * belonged to before. A message that is claimed stays claimed.
   */
  public void rekey(String flow, RecordRef record, String key) {
    store.inTransaction(() -> queues.rekey(flow, record.toString(), key));
  }

  /** How far the feed has been read; empty before its first change. */
  public Optional<String> position(String feed) {
    return positions.find(feed);
  }

  public void savePosition(String feed, String position) {
    positions.save(feed, position);
  }

  /** Makes the feed start anew. */
  public boolean forgetPosition(String feed) {
    return positions.forget(feed);
  }

  public List<FeedPosition> positions() {
    return positions.all();
  }

  public Optional<Message> find(long id) {
    return messages.find(id);
  }

  /** Messages after the given id in order of id; at most {@code limit}. */
  public List<Message> list(MessageFilter filter, long afterId, int limit) {
    return messages.list(filter, afterId, limit);
  }

  /** How many messages queue behind this one. */
  public long heldBack(Message message) {
    return store
        .first(
            "select count(*) as n from message where flow = ? and open_key = ? and id > ?",
            row -> row.number("n"),
            message.flow(),
            message.orderKey(),
            message.id())
        .orElse(0L);
  }

  /** What is open, counted; moments to come are not, for nothing is late with them. */
  public List<Backlog> backlog() {
    return store.list(
        "select state, flow, direction, count(*) as n, min(created_at) as oldest from message"
            + " where state in ('pending', 'claimed', 'waiting', 'parked', 'in_doubt')"
            + " and not (state = 'waiting' and open_key like ?)"
            + " group by state, flow, direction order by flow, direction, state",
        row ->
            new Backlog(
                row.text("flow"),
                row.text("direction"),
                State.of(row.text("state")),
                row.number("n"),
                row.instant("oldest")),
        Arrival.MOMENT + "%");
  }

  /** How many messages of the flow that arrived since then have taken effect. */
  public long deliveredSince(String flow, Instant since) {
    return store
        .first(
            "select count(*) as n from message where state = 'delivered' and flow = ?"
                + " and direction in ('to-erp', 'to-crm') and created_at >= ?",
            row -> row.number("n"),
            flow,
            since)
        .orElse(0L);
  }

  /**
   * Deletes finished messages older than that, the oldest first, at most {@code max}; a feed that
   * tells their changes again is obeyed.
   */
  public int deleteFinished(Instant before, int max) {
    return store.update(
        "delete from message where id in (select id from message where finished_at > ?"
            + " and finished_at < ? order by finished_at limit ?)",
        Instant.EPOCH,
        before,
        max);
  }

  /** Calls the listener with a flow's name after each commit that may have given it work. */
  public void onArrival(Consumer<String> listener) {
    signals.listen(listener);
  }

  /**
   * Calls the listener with each message that was parked since every process that took it died, in
   * the transaction that parks it.
   */
  public void onGivenUp(Consumer<Message> listener) {
    claims.onGivenUp(listener);
  }

  /** A waiting place for one consumer. */
  public Watch watch(String flow, String direction) {
    return new Watch(signals, flow, () -> untilNext(flow, direction));
  }

  private Optional<Duration> untilNext(String flow, String direction) {
    return store
        .first(
            "select ready_at from message where flow = ? and direction = ? and ready_at > ?"
                + " order by flow, direction, ready_at limit 1",
            row -> row.instant("ready_at"),
            flow,
            direction,
            Instant.EPOCH)
        .map(due -> Watch.between(store.now(), due));
  }
}
