package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.SyncException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an object to which nothing happens from one to which the stream is deaf, while it shows
 * signs of life and tells the events of others. While no event of an object comes, the newest stamp
 * of its records is asked for; a stamp that is newer than before and still without an event when
 * the probe looks again proves the stream deaf for it. Our own edits prove nothing: one that sets
 * what was set already moves the stamp and has no event. Only the server's times are compared, so
 * that wrong clocks do not matter. Used by one thread.
 */
final class QuietProbe {

  private static final Logger LOG = LoggerFactory.getLogger(QuietProbe.class);
  private static final Duration CONFIRM_MAX = Duration.ofSeconds(10);

  /**
   * What a look at the records tells.
   *
   * @param missed by object, since when the stream should have told something
   * @param toldUntil by object, the server's time until which no edit is untold; without those
   *     where that is not certain, or that were not asked about
   */
  record Look(SortedMap<String, Instant> missed, Map<String, Instant> toldUntil) {

    private static final Look NOTHING = new Look(new TreeMap<>(), Map.of());

    /** Until when no edit of all these objects is untold, where that is certain. */
    Optional<Instant> toldUntil(Iterable<String> objects) {
      Instant earliest = Instant.MAX;
      for (String object : objects) {
        Instant until = toldUntil.getOrDefault(object, Instant.MIN);
        earliest = until.isBefore(earliest) ? until : earliest;
      }
      return Optional.of(earliest).filter(time -> time.isAfter(Instant.MIN));
    }
  }

  private final Bus bus;
  private final Complaints complaints;
  private final Map<String, Instant> untold = new HashMap<>();
  private long lookAgain;

  /**
   * @param from up to where all is told; without a mark of the bus that is found out by a look
   */
  QuietProbe(Bus bus, Complaints complaints, CapturePosition from) {
    this.bus = bus;
    this.complaints = complaints;
    if (from.replayable()) {
      bus.objects().forEach(object -> bus.heard().until(object, from.told(object)));
    }
    lookIn(interval());
  }

  private Duration interval() {
    return bus.settings().feed().quietProbe();
  }

  boolean isOff() {
    return interval().isZero();
  }

  /** How long to listen before the next {@link #look}, at most so long. */
  Duration patience(Duration longest) {
    if (isOff()) {
      return longest;
    }
    Duration left = Duration.ofNanos(Math.max(1_000_000, lookAgain - System.nanoTime()));
    return left.compareTo(longest) < 0 ? left : longest;
  }

  /** An event of the object came. */
  void told(String object) {
    untold.remove(object);
  }

  /**
   * The stream has come to what was committed then. It tells in that order, so while it is behind,
   * the events that are missed may still come.
   */
  void streamAt(Instant committed) {
    Instant reached = committed.minus(confirmation());
    if (untold.values().stream().anyMatch(reached::isBefore)) {
      lookIn(confirmation());
    }
  }

  /** What was untold of the object has been read from the records. */
  void read(String object) {
    Optional.ofNullable(untold.remove(object)).ifPresent(edit -> bus.heard().until(object, edit));
  }

  /** Nothing needs to be looked at for a while. */
  void rest() {
    lookIn(interval());
  }

  /** Looks at the records if it is time to. What was missed is told until it was read. */
  Look look() {
    if (isOff() || System.nanoTime() < lookAgain) {
      return Look.NOTHING;
    }
    SortedMap<String, Instant> missed = missed();
    if (!missed.isEmpty()) {
      lookIn(confirmation());
      return new Look(missed, Map.of());
    }
    Map<String, Instant> toldUntil = search();
    lookIn(untold.isEmpty() ? interval() : confirmation());
    return new Look(missed, toldUntil);
  }

  private Duration confirmation() {
    return interval().compareTo(CONFIRM_MAX) > 0 ? CONFIRM_MAX : interval();
  }

  private SortedMap<String, Instant> missed() {
    untold.entrySet().removeIf(edit -> !edit.getValue().isAfter(known(edit.getKey())));
    SortedMap<String, Instant> missed = new TreeMap<>();
    untold.keySet().forEach(object -> missed.put(object, known(object)));
    return missed;
  }

  private Map<String, Instant> search() {
    Map<String, Instant> toldUntil = new HashMap<>();
    for (String object : new TreeSet<>(bus.objects())) {
      if (!bus.heard().within(interval(), object)) {
        newest(object).ifPresent(newest -> compare(object, newest, toldUntil));
      }
    }
    return toldUntil;
  }

  private void compare(String object, Sweep.Newest newest, Map<String, Instant> toldUntil) {
    Instant edit = newest.edit().orElse(Instant.MIN);
    if (!edit.isAfter(known(object))) {
      toldUntil.put(object, newest.seenUntil().orElse(known(object)));
    } else if (known(object).equals(Instant.EPOCH)) {
      bus.heard().until(object, edit);
    } else {
      untold.put(object, edit);
    }
  }

  private Instant known(String object) {
    return bus.heard().until(object);
  }

  private void lookIn(Duration time) {
    lookAgain = System.nanoTime() + time.toNanos();
  }

  /** Empty where the object cannot be asked for just now, or may not be. */
  private Optional<Sweep.Newest> newest(String object) {
    try {
      String user = bus.sessions().current().user();
      Sweep.Newest newest = bus.sweep().newestEditOfOthers(object, known(object), user);
      complaints.answered(object);
      return Optional.of(newest);
    } catch (SyncException e) {
      LOG.debug("{} cannot be probed just now", object, e);
      if (CatchUp.isRefusal(e)) {
        complaints.refused(object, e);
      }
      return Optional.empty();
    }
  }
}
