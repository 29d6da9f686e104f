package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.SyncException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a stream on which nothing happens from one that is deaf: it shows signs of life, but not
 * the events of records that did change. While no event comes, the newest stamp of the records is
 * asked for, one call an object; a stamp that is newer than before and still without an event when
 * the probe looks again proves the stream deaf. Our own edits prove nothing: one that sets what was
 * set already moves the stamp and has no event. Only the server's times are compared, so that wrong
 * clocks do not matter. Used by one thread.
 */
final class QuietProbe {

  private static final Logger LOG = LoggerFactory.getLogger(QuietProbe.class);
  private static final Duration CONFIRM_MAX = Duration.ofSeconds(10);

  /**
   * What a look at the records tells.
   *
   * @param deafSince since when the stream should have told something, where it is deaf
   * @param toldUntil the server's time until which no edit is untold, where that is certain
   */
  record Look(Optional<Instant> deafSince, Optional<Instant> toldUntil) {

    private static final Look NOTHING = new Look(Optional.empty(), Optional.empty());
  }

  private final Bus bus;
  private final Set<String> objects;
  private Instant known;
  private Instant untold;
  private long lookAgain;

  /**
   * @param from up to where all is told; without a mark of the bus that is found out by a look
   */
  QuietProbe(Bus bus, Set<String> objects, CapturePosition from) {
    this.bus = bus;
    this.objects = new TreeSet<>(objects);
    this.known = from.replayable() ? from.at() : Instant.EPOCH;
    this.lookAgain = System.nanoTime() + interval().toNanos();
  }

  private Duration interval() {
    return bus.settings().feed().quietProbe();
  }

  boolean isOff() {
    return interval().isZero();
  }

  /** All edits until then are told, by the server's time. */
  void toldUntil(Instant at) {
    readAnyway();
    known = later(known, at);
  }

  /** The newest edit that is known of, told or read from the records. */
  Instant known() {
    return known;
  }

  /** How long to listen before the next {@link #look}, at most so long. */
  Duration patience(Duration longest) {
    if (isOff()) {
      return longest;
    }
    Duration left = Duration.ofNanos(Math.max(1_000_000, lookAgain - System.nanoTime()));
    return left.compareTo(longest) < 0 ? left : longest;
  }

  /** An event came, which was committed then. */
  void told(Instant at) {
    toldUntil(at);
    lookIn(interval());
  }

  /** What was untold has been read from the records. */
  void readAnyway() {
    untold = null;
  }

  /** Looks at the records if it is time to. A deaf stream is told of until it was read anyway. */
  Look look() {
    if (isOff() || System.nanoTime() < lookAgain) {
      return Look.NOTHING;
    }
    if (untold != null) {
      lookIn(confirmation());
      return new Look(Optional.of(untold), Optional.empty());
    }
    Look look = search();
    lookIn(untold == null ? interval() : confirmation());
    return look;
  }

  private Duration confirmation() {
    return interval().compareTo(CONFIRM_MAX) > 0 ? CONFIRM_MAX : interval();
  }

  private Look search() {
    Optional<Instant> toldUntil = Optional.of(Instant.MAX);
    Instant newest = known;
    for (String object : objects) {
      Optional<Sweep.Newest> found = newest(object);
      newest = later(newest, found.flatMap(Sweep.Newest::edit).orElse(newest));
      toldUntil =
          toldUntil.flatMap(
              until -> found.map(seen -> earlier(until, seen.seenUntil().orElse(known))));
    }
    if (!newest.isAfter(known)) {
      return new Look(Optional.empty(), toldUntil);
    }
    untold = known.equals(Instant.EPOCH) ? null : known;
    known = newest;
    return Look.NOTHING;
  }

  private void lookIn(Duration time) {
    lookAgain = System.nanoTime() + time.toNanos();
  }

  /** Empty where the object cannot be asked for just now. */
  private Optional<Sweep.Newest> newest(String object) {
    try {
      String user = bus.sessions().current().user();
      return Optional.of(bus.sweep().newestEditOfOthers(object, known, user));
    } catch (SyncException e) {
      LOG.debug("{} cannot be probed just now", object, e);
      return Optional.empty();
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
