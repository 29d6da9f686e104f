package io.fieldbridge.connector.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is told of each object, on whichever of the org's channels it comes. Only the server's times
 * are kept. Thread-safe.
 */
final class Heard {

  private record Told(Instant until, long events, long lastEvent) {

    private static final Told NOTHING = new Told(Instant.EPOCH, 0, 0);

    Told until(Instant time) {
      return time.isAfter(until) ? new Told(time, events, lastEvent) : this;
    }

    Told event(Instant at) {
      return new Told(until(at).until(), events + 1, System.nanoTime());
    }
  }

  private final Map<String, Told> objects = new ConcurrentHashMap<>();

  /** An event of the object was taken, which was committed then. */
  void event(String object, Instant at) {
    objects.compute(object, (name, told) -> (told == null ? Told.NOTHING : told).event(at));
  }

  /** All edits of the object until then are told. */
  void until(String object, Instant time) {
    objects.compute(object, (name, told) -> (told == null ? Told.NOTHING : told).until(time));
  }

  /** The newest edit of the object that is known of, told or read; the epoch while none is. */
  Instant until(String object) {
    return of(object).until();
  }

  /** How many times events of the object were taken. */
  long events(String object) {
    return of(object).events();
  }

  /** Whether an event of the object was taken within so long. */
  boolean within(Duration time, String object) {
    Told told = of(object);
    return told.events() > 0 && System.nanoTime() - told.lastEvent() < time.toNanos();
  }

  private Told of(String object) {
    return objects.getOrDefault(object, Told.NOTHING);
  }
}
