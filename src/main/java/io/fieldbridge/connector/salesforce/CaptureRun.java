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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
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

  /** What a response told. */
  private record Batch(List<Change> changes, Map<String, Instant> told) {}

  private final Bus bus;
  private final Clock clock;
  private final ChangeFeed.Sink sink;
  private final Complaints complaints;
  private final EventShapes shapes;
  private final Backoff backoff = Backoff.between(250, 4000);
  private final Place place;
  private final CatchUp catchUp;
  private final QuietProbe probe;
  private int outstanding;
  private int refusedTokens;
  private boolean spoken = true;
  private boolean eventful;
  private Optional<String> unprovenTip = Optional.empty();

  CaptureRun(
      Bus bus, Clock clock, ChangeFeed.Sink sink, CapturePosition from, Complaints complaints) {
    this.bus = bus;
    this.clock = clock;
    this.sink = sink;
    this.complaints = complaints;
    this.shapes = new EventShapes(bus::describe);
    this.place = new Place(sink, from);
    this.catchUp = new CatchUp(bus, place, complaints);
    this.probe = new QuietProbe(bus, complaints, from);
  }

  void store() {
    place.store();
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
    try (Subscription subscription = bus.open(session, place.position())) {
      outstanding = Subscription.EVENTS_MAX;
      eventful = false;
      reach(subscription);
      readWithoutMark();
      catchUp.owed();
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
    boolean marked = place.position().replayable();
    for (Duration begun : marked ? BEGUN_WITHIN.subList(0, 1) : BEGUN_WITHIN) {
      Signal signal = subscription.next(begun);
      if (signal != null) {
        return signal;
      }
      stands();
      readWithoutMark();
    }
    return next(subscription);
  }

  private void readWithoutMark() {
    if (!place.position().replayable()) {
      catchUp.all();
    }
  }

  /**
   * After a break the bus need not speak for as long as ever; that it can be reached counts once.
   * It is no end of a failure, for the bus may be there and refuse the stream.
   */
  private void reach(Subscription subscription) {
    subscription.reach();
    if (spoken) {
      place.store();
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
    long deadline = System.nanoTime() + patience().toNanos();
    Duration left = patience();
    while (left.compareTo(Duration.ZERO) > 0) {
      Signal signal = subscription.next(probe.patience(left));
      if (signal != null) {
        return signal;
      }
      Optional<Ended> end = looked(probe.look());
      if (end.isPresent()) {
        return end.get();
      }
      left = Duration.ofNanos(deadline - System.nanoTime());
    }
    return null;
  }

  /** Acts on a look at the records; ends a stream that is deaf. */
  private Optional<Ended> looked(QuietProbe.Look look) {
    if (!look.missed().isEmpty()) {
      return deaf(look.missed());
    }
    if (!look.toldUntil().isEmpty()) {
      place.to(place.position().toldUntil(look.toldUntil()));
      look.toldUntil(bus.objects()).ifPresent(this::proven);
      catchUp.owed();
    }
    sink.deaf(complaints.text());
    return Optional.empty();
  }

  /**
   * What the stream kept silent about is read from the records. The position moves on only when
   * that is done, but keeps its mark, so that a stream that hears again tells it, too. The stream
   * is left, unless it tells of other objects and leaving it has not helped before.
   */
  private Optional<Ended> deaf(SortedMap<String, Instant> missed) {
    boolean leave = !eventful || !missed.keySet().stream().allMatch(complaints::isDeaf);
    missed.forEach(complaints::deaf);
    sink.deaf(complaints.text());
    missed.forEach(this::readInstead);
    sink.deaf(complaints.text());
    probe.rest();
    if (place.position().replayable()) {
      place.to(place.position().toldUntil(known(missed.keySet())));
      place.store();
    }
    String text = "no events are told of " + String.join(", ", missed.keySet());
    return Optional.of(new Ended(Status.DEADLINE_EXCEEDED.withDescription(text), ""))
        .filter(end -> leave);
  }

  private void readInstead(String object, Instant since) {
    if (catchUp.read(object, since.minus(bus.overlap()))) {
      probe.read(object);
    }
  }

  private Map<String, Instant> known(Set<String> objects) {
    return objects.stream().collect(Collectors.toMap(it -> it, bus.heard()::until));
  }

  private void heard(FetchResponse response, Subscription subscription) {
    bus.pulse().alive();
    spoken = true;
    backoff.reset();
    refusedTokens = 0;
    readWithoutMark();
    take(response, subscription);
    sink.alive();
    complaints.speaks();
    sink.deaf(complaints.text());
    outstanding -= response.getEventsCount();
    if (response.getEventsCount() > 0 || outstanding <= 0) {
      outstanding = Math.max(outstanding, 0);
      subscription.fetch(Subscription.EVENTS_MAX - outstanding);
      outstanding = Subscription.EVENTS_MAX;
    }
  }

  private void take(FetchResponse response, Subscription subscription) {
    unprovenTip = Optional.empty();
    if (response.getEventsCount() > 0) {
      takeEvents(response.getEventsList(), subscription);
    } else if (!response.getLatestReplayId().isEmpty()) {
      CapturePosition reached = atTip(base64(response.getLatestReplayId().toByteArray()));
      if (!reached.equals(place.position())) {
        place.take(List.of(), reached);
      }
    }
  }

  private void takeEvents(List<ConsumerEvent> events, Subscription subscription) {
    Batch batch = new Batch(new ArrayList<>(), new HashMap<>());
    String mark = "";
    Instant at = place.position().at();
    for (ConsumerEvent event : events) {
      mark = base64(event.getReplayId().toByteArray());
      at = told(event, mark, subscription, batch);
    }
    CapturePosition reached = owing(batch.told().keySet());
    Map<String, Instant> until = probe.isOff() ? allUntil(at) : batch.told();
    place.take(batch.changes(), reached.marked(mark, at, until));
    eventful = true;
    batch.told().forEach(bus.heard()::event);
    batch.told().keySet().forEach(this::hears);
    probe.streamAt(at);
    catchUp.owed();
  }

  /** To what the stream was deaf until now has still to be read: its events do not come again. */
  private CapturePosition owing(Set<String> told) {
    CapturePosition position = place.position();
    for (String object : told) {
      if (complaints.isDeaf(object)) {
        position = position.owing(object, bus.heard().until(object).minus(bus.overlap()));
      }
    }
    return position;
  }

  private void hears(String object) {
    probe.told(object);
    complaints.hears(object);
  }

  private Map<String, Instant> allUntil(Instant time) {
    return bus.objects().stream().collect(Collectors.toMap(it -> it, it -> time));
  }

  /**
   * The tip moves with the events of everybody else, whether this stream tells ours or not; so it
   * is a place to go on from only once the records were looked at after it.
   */
  private CapturePosition atTip(String tip) {
    CapturePosition position = place.position();
    if (probe.isOff()) {
      Instant now = clock.instant();
      return position.marked(tip, now, allUntil(now));
    }
    if (!position.replayable()) {
      return position.marked(tip, position.at(), known(bus.objects()));
    }
    unprovenTip = Optional.of(tip).filter(unproven -> !complaints.anyDeaf());
    return position;
  }

  private void proven(Instant toldUntil) {
    CapturePosition position = place.position();
    if (unprovenTip.isPresent() && position.replayable()) {
      Instant at = toldUntil.isAfter(position.at()) ? toldUntil : position.at();
      place.to(position.marked(unprovenTip.get(), at, Map.of()));
      unprovenTip = Optional.empty();
      place.store();
    }
  }

  /** Adds what the event tells; returns when that was committed. */
  private Instant told(
      ConsumerEvent event, String replayId, Subscription subscription, Batch batch) {
    try {
      EventShape shape = shapes.of(event.getEvent().getSchemaId(), subscription::schema);
      byte[] payload = event.getEvent().getPayload().toByteArray();
      CaptureEvent decoded = CaptureEvent.decode(payload, shape, replayId);
      Instant at = earlier(decoded.change().at(), clock.instant().plus(bus.overlap()));
      if (bus.objects().contains(decoded.entity())) {
        readUnnamed(decoded, at);
        batch.changes().addAll(decoded.changes());
        batch.told().put(decoded.entity(), at);
      }
      return at;
    } catch (MalformedEventException e) {
      LOG.warn("Event {} cannot be read, so the records are: {}", replayId, e.getMessage());
      catchUp.around(place.position().at());
      return place.position().at();
    }
  }

  private void readUnnamed(CaptureEvent event, Instant at) {
    if (event.ids().isEmpty()) {
      LOG.warn("{}: an event names no records, so all are looked through", event.entity());
      catchUp.sweep(event.entity(), at.minus(bus.overlap()));
    }
  }

  private void react(Ended end, Session session) throws InterruptedException {
    String said = BusFailures.said(end);
    switch (BusFailures.reaction(end)) {
      case RECONNECT -> broken(said);
      case LOG_IN -> logInAgain(said, session);
      case RESCAN -> {
        LOG.warn("The event bus has lost our place ({}); the gap is read from the records", said);
        place.to(place.position().withoutReplay(bus.overlap()));
        place.store();
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

  private Duration patience() {
    Duration limit = bus.pubSub().keepAliveLimit();
    return limit.plus(limit.dividedBy(20));
  }

  private Ended silence() {
    String text = "the server kept silent for " + patience();
    complaints.silent(text);
    sink.deaf(complaints.text());
    return new Ended(Status.DEADLINE_EXCEEDED.withDescription(text), "");
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
