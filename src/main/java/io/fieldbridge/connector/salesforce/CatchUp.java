package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.model.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from the records what the stream does not tell. Used by one thread. */
final class CatchUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

  private final Bus bus;
  private final Place place;
  private final Complaints complaints;
  private long readAgain = System.nanoTime();

  CatchUp(Bus bus, Place place, Complaints complaints) {
    this.bus = bus;
    this.place = place;
    this.complaints = complaints;
  }

  /** Looks through all objects and moves the place on as far as that is certain. */
  void all() {
    Optional<Instant> began = Optional.empty();
    for (String object : bus.objects()) {
      Optional<Instant> time = sweep(object, place.position().readFrom(object));
      began = began.isPresent() ? began : time;
    }
    if (began.isPresent()) {
      Instant time = began.get();
      place.to(place.position().readUntil(bus.objects(), time.minus(bus.overlap())));
      bus.objects().forEach(object -> bus.heard().until(object, time));
      bus.objects().forEach(complaints::caughtUp);
      place.store();
    }
  }

  /** Looks through all objects, for the stream has told something that cannot be read. */
  void around(Instant time) {
    bus.objects().forEach(object -> sweep(object, time.minus(bus.overlap())));
  }

  /**
   * Reads what no event will tell of some objects, while the stream goes on from its mark. What
   * cannot be read yet is tried again, but no sooner than after a pause.
   */
  void owed() {
    if (System.nanoTime() < readAgain) {
      return;
    }
    for (String object : place.position().owed(bus.objects())) {
      Instant from = place.position().readFrom(object);
      LOG.info("{}: what changed since {} is read from the records", object, from);
      try {
        sweep(object, from);
        place.to(place.position().readUntil(Set.of(object), place.position().at()));
        place.store();
        complaints.caughtUp(object);
      } catch (SyncException e) {
        complaints.unread(object, from, e);
        readAgain = System.nanoTime() + pause().toNanos();
      }
    }
  }

  private Duration pause() {
    Duration probe = bus.settings().feed().quietProbe();
    return probe.isZero() ? SalesforceSettings.Feed.QUIET_PROBE : probe;
  }

  /**
   * Reads what was written to an object, or complains that it may not.
   *
   * @return whether it was read
   * @throws SyncException if the org cannot answer just now
   */
  boolean read(String object, Instant from) {
    try {
      sweep(object, from);
      complaints.answered(object);
      return true;
    } catch (SyncException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      complaints.refused(object, e);
      return false;
    }
  }

  /** Whether asking again will not help unless somebody mends something. */
  static boolean isRefusal(SyncException failure) {
    return failure instanceof ContractException
        || failure instanceof RecordRejectedException
        || failure instanceof ReferenceMissingException;
  }

  /** The server's time when it began to look. */
  Optional<Instant> sweep(String object, Instant from) {
    Sweep.Plan plan = new Sweep.Plan(object, List.of(), Change.Kind.GAP);
    return bus.sweep().since(plan, from, place::offer);
  }
}
