package io.fieldbridge.connector.salesforce;

import com.salesforce.eventbus.protobuf.ConsumerEvent;
import com.salesforce.eventbus.protobuf.FetchResponse;
import io.fieldbridge.connector.ChangeFeed;
import io.fieldbridge.connector.salesforce.Subscription.Answered;
import io.fieldbridge.connector.salesforce.Subscription.Ended;
import io.fieldbridge.connector.salesforce.Subscription.Signal;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.model.Change;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the feed: stream after stream, each from where the sink last stood.
 *
 * <p>Where the bus has no mark to go on from, the new stream opens at the tip first, then the
 * records are read; and once more when the stream's first answer proves that it stands, for only
 * then is it certain that no change fell between the two.
 */
final class CaptureRun {

  private static final List<Duration> BEGUN_WITHIN =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(15));

  private static final Logger LOG = LoggerFactory.getLogger(CaptureRun.class);
  private static final int REFUSED_TOKENS_MAX = 5;

  private final Bus bus;
  private final Set<String> objects;
  private final Clock clock;
  private final ChangeFeed.Sink sink;
  private final EventShapes shapes;
  private final Backoff backoff = Backoff.between(250, 4000);
  private CapturePosition position;
  private int outstanding;
  private int refusedTokens;
  private final QuietProbe probe;
  private boolean spoken = true;
  private boolean silent;
  private boolean deaf;
  private Optional<String> unprovenTip = Optional.empty();

  CaptureRun(
      Bus bus, Set<String> objects, Clock clock, ChangeFeed.Sink sink, CapturePosition from) {
    this.bus = bus;
    this.objects = objects;
    this.clock = clock;
    this.sink = sink;
    this.position = from;
    this.shapes = new EventShapes(bus::describe);
    this.probe = new QuietProbe(bus, objects, from);
  }

  void store() {
    sink.accept(List.of(), position.text());
  }

  void untilInterrupted() throws InterruptedException {
    while (true) {
      try {
        Session session = bus.sessions().current();
        react(stream(session), session);
      } catch (SystemUnavailableException e) {
        broken(e.reason().text());
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      backoff.pause();
    }
  }

  private Ended stream(Session session) throws InterruptedException {
    try (Subscription subscription = bus.open(session, position)) {
      outstanding = Subscription.EVENTS_MAX;
      reach(subscription);
      if (!position.replayable()) {
        sweepSince(position.at());
      }
      Signal signal = first(subscription);
      while (signal instanceof Answered answered) {
        heard(answered.response(), subscription);
        signal = next(subscription);
      }
      return signal instanceof Ended end ? end : silence();
    } catch (StatusRuntimeException e) {
      return Subscription.ended(e);
    }
  }

  /**
   * Without a replay id the stream tells only what is committed once the server has begun it, and
   * the server does not say when that is: until its first answer the records are looked at again.
   */
  private Signal first(Subscription subscription) throws InterruptedException {
    for (Duration begun : position.replayable() ? BEGUN_WITHIN.subList(0, 1) : BEGUN_WITHIN) {
      Signal signal = subscription.next(begun);
      if (signal != null) {
        return signal;
      }
      stands();
      if (!position.replayable()) {
        sweepSince(position.at());
      }
    }
    return next(subscription);
  }

  /**
   * After a break the bus need not speak for as long as ever; that it can be reached counts once.
   * It is no end of a failure, for the bus may be there and refuse the stream.
   */
  private void reach(Subscription subscription) {
    subscription.reach();
    if (spoken) {
      store();
    }
  }

  /** A stream that was not refused at once counts as life, once after a break. */
  private void stands() {
    if (spoken) {
      sink.alive();
    }
    spoken = false;
  }

  /** What the server does next; null when it kept silent for too long. */
  private Signal next(Subscription subscription) throws InterruptedException {
    long end = System.nanoTime() + patience().toNanos();
    Duration left = patience();
    while (left.compareTo(Duration.ZERO) > 0) {
      Signal signal = subscription.next(probe.patience(left));
      if (signal != null) {
        return signal;
      }
      QuietProbe.Look look = probe.look();
      if (look.deafSince().isPresent()) {
        return deaf(look.deafSince().get());
      }
      look.toldUntil().ifPresent(this::proven);
      left = Duration.ofNanos(end - System.nanoTime());
    }
    return null;
  }

  /**
   * The stream is left; what it kept silent about is read from the records. The position moves on
   * only when that is done, but keeps its mark, so that a stream that hears again tells it, too.
   */
  private Ended deaf(Instant since) {
    String text = "the stream tells no events, but records changed after " + since;
    deaf = true;
    sink.deaf(text);
    sweep(objects, since.minus(bus.overlap()));
    probe.readAnyway();
    if (position.replayable()) {
      position = position.toldUntil(probe.known());
      store();
    }
    return new Ended(Status.DEADLINE_EXCEEDED.withDescription(text), "");
  }

  private void heard(FetchResponse response, Subscription subscription) {
    bus.pulse().alive();
    spoken = true;
    backoff.reset();
    refusedTokens = 0;
    if (!position.replayable()) {
      sweepSince(position.at());
    }
    take(response, subscription);
    sink.alive();
    speaks(response.getEventsCount() > 0);
    outstanding -= response.getEventsCount();
    if (response.getEventsCount() > 0 || outstanding <= 0) {
      outstanding = Math.max(outstanding, 0);
      subscription.fetch(Subscription.EVENTS_MAX - outstanding);
      outstanding = Subscription.EVENTS_MAX;
    }
  }

  private void speaks(boolean ofEvents) {
    if (silent || ofEvents) {
      sink.deaf("");
    }
    silent = false;
    if (ofEvents) {
      deaf = false;
      probe.told(position.at());
    }
  }

  private void take(FetchResponse response, Subscription subscription) {
    List<Change> changes = new ArrayList<>();
    CapturePosition reached = position;
    for (ConsumerEvent event : response.getEventsList()) {
      String replayId = base64(event.getReplayId().toByteArray());
      Instant at = told(event, replayId, subscription, changes);
      reached = new CapturePosition(replayId, at);
    }
    unprovenTip = Optional.empty();
    if (response.getEventsCount() == 0 && !response.getLatestReplayId().isEmpty()) {
      reached = atTip(base64(response.getLatestReplayId().toByteArray()));
    }
    if (!reached.equals(position)) {
      sink.accept(changes, reached.text());
      position = reached;
    }
  }

  /**
   * The tip moves with the events of everybody else, whether this stream tells ours or not; so it
   * is a place to go on from only once the records were looked at after it.
   */
  private CapturePosition atTip(String tip) {
    if (probe.isOff()) {
      return new CapturePosition(tip, clock.instant());
    }
    if (!position.replayable()) {
      return new CapturePosition(tip, position.at()).toldUntil(probe.known());
    }
    unprovenTip = Optional.of(tip).filter(unproven -> !deaf);
    return position;
  }

  private void proven(Instant toldUntil) {
    if (unprovenTip.isPresent() && position.replayable()) {
      position = new CapturePosition(unprovenTip.get(), position.at()).toldUntil(toldUntil);
      unprovenTip = Optional.empty();
      store();
    }
  }

  /** Adds what the event tells; returns when that was committed. */
  private Instant told(
      ConsumerEvent event, String replayId, Subscription subscription, List<Change> changes) {
    try {
      EventShape shape = shapes.of(event.getEvent().getSchemaId(), subscription::schema);
      byte[] payload = event.getEvent().getPayload().toByteArray();
      CaptureEvent decoded = CaptureEvent.decode(payload, shape, replayId);
      Instant at = earlier(decoded.change().at(), clock.instant().plus(bus.overlap()));
      if (objects.contains(decoded.entity())) {
        if (decoded.ids().isEmpty()) {
          LOG.warn("{}: an event names no records, so all are looked through", decoded.entity());
          sweep(List.of(decoded.entity()), at.minus(bus.overlap()));
        }
        changes.addAll(decoded.changes());
      }
      return at;
    } catch (MalformedEventException e) {
      LOG.warn("Event {} cannot be read, so the records are: {}", replayId, e.getMessage());
      sweep(objects, position.at().minus(bus.overlap()));
      return position.at();
    }
  }

  private void react(Ended end, Session session) throws InterruptedException {
    String said = BusFailures.said(end);
    switch (BusFailures.reaction(end)) {
      case RECONNECT -> broken(said);
      case LOG_IN -> logInAgain(said, session);
      case RESCAN -> {
        LOG.warn("The event bus has lost our place ({}); the gap is read from the records", said);
        position = position.withoutReplay(bus.overlap());
        store();
      }
      case WAIT, STOP -> throw BusFailures.failure(end, bus.channel());
    }
  }

  private void logInAgain(String said, Session session) {
    refusedTokens++;
    if (refusedTokens > REFUSED_TOKENS_MAX) {
      throw new ContractException(
          Reason.of(
              "pubsub-token-refused",
              "Salesforce's event bus refuses fresh tokens: " + said,
              "Check that Pub/Sub host and login belong to the same org."));
    }
    broken(said);
    bus.sessions().renew(session);
  }

  private void broken(String said) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    bus.pulse().failed("The event stream broke: " + said);
    LOG.warn("The event stream broke, it is opened again: {}", said);
  }

  /** Looks through all objects and moves the position on as far as that is certain. */
  private void sweepSince(Instant from) {
    Optional<Instant> began = sweep(objects, from);
    if (began.isPresent()) {
      Instant certain = began.get().minus(bus.overlap());
      position = CapturePosition.since(certain.isAfter(from) ? certain : from);
      probe.toldUntil(began.get());
      store();
    }
  }

  /** The server's time when the first look began. */
  private Optional<Instant> sweep(Collection<String> swept, Instant from) {
    Optional<Instant> began = Optional.empty();
    for (String object : swept) {
      Sweep.Plan plan = new Sweep.Plan(object, List.of(), Change.Kind.GAP);
      Optional<Instant> time = bus.sweep().since(plan, from, this::offer);
      began = began.isPresent() ? began : time;
    }
    return began;
  }

  private void offer(List<Change> changes) {
    sink.accept(changes, position.text());
  }

  private Duration patience() {
    Duration limit = bus.pubSub().keepAliveLimit();
    return limit.plus(limit.dividedBy(20));
  }

  private Ended silence() {
    String text = "the server kept silent for " + patience();
    silent = true;
    sink.deaf(text);
    return new Ended(Status.DEADLINE_EXCEEDED.withDescription(text), "");
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
