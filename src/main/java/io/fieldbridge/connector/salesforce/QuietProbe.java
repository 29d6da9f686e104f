package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.SyncException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
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

  private final Bus bus;
  private final Set<String> objects;
  private Instant known = Instant.EPOCH;
  private Instant untold;
  private long lookAgain;

  QuietProbe(Bus bus, Set<String> objects) {
    this.bus = bus;
    this.objects = new TreeSet<>(objects);
    this.lookAgain = System.nanoTime() + interval().toNanos();
  }

  private Duration interval() {
    return bus.settings().feed().quietProbe();
  }

  private boolean isOff() {
    return interval().isZero();
  }

  /** Notes how the records stand when the stream is opened first; what is older is not expected. */
  void begin() {
    if (!isOff() && known.equals(Instant.EPOCH)) {
      newest(bus.sweep()::newestEdit).ifPresent(at -> known = at);
    }
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
    untold = null;
    known = at.isAfter(known) ? at : known;
    lookIn(interval());
  }

  /**
   * Looks at the records if it is time to.
   *
   * @return since when the stream should have told something, where it is deaf
   */
  Optional<Instant> look() {
    if (isOff() || System.nanoTime() < lookAgain) {
      return Optional.empty();
    }
    Optional<Instant> deafSince = Optional.ofNullable(untold);
    untold = null;
    if (deafSince.isEmpty()) {
      newest(this::byOthers).ifPresent(this::suspect);
    }
    boolean confirms = untold != null && interval().compareTo(CONFIRM_MAX) > 0;
    lookIn(confirms ? CONFIRM_MAX : interval());
    return deafSince;
  }

  private void suspect(Instant newest) {
    if (newest.isAfter(known)) {
      untold = known.equals(Instant.EPOCH) ? null : known;
      known = newest;
    }
  }

  private void lookIn(Duration time) {
    lookAgain = System.nanoTime() + time.toNanos();
  }

  /**
   * The newest stamp of all objects; empty where none is newer than what is known, or none told.
   */
  private Optional<Instant> newest(BiFunction<String, Instant, Optional<Instant>> edits) {
    Optional<Instant> newest = Optional.empty();
    for (String object : objects) {
      Optional<Instant> own = newest(object, edits);
      newest = newest.filter(one -> own.isEmpty() || one.isAfter(own.get())).or(() -> own);
    }
    return newest;
  }

  private Optional<Instant> byOthers(String object, Instant after) {
    return bus.sweep().newestEditOfOthers(object, after, bus.sessions().current().user());
  }

  private Optional<Instant> newest(
      String object, BiFunction<String, Instant, Optional<Instant>> edits) {
    try {
      return edits.apply(object, known);
    } catch (SyncException e) {
      LOG.debug("{} cannot be probed just now", object, e);
      return Optional.empty();
    }
  }
}
