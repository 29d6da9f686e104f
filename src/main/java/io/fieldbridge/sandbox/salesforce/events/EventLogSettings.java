package io.fieldbridge.sandbox.salesforce.events;

import java.time.Duration;

/**
 * How long and how much the log keeps; what is beyond is forgotten, oldest first.
 *
 * @param retention time after which an event cannot be replayed
 * @param eventsMax number of events kept
 * @param bytesMax size of the payloads kept
 */
public record EventLogSettings(Duration retention, int eventsMax, long bytesMax) {

  /** The vendor's 72 hours, in at most 128 MiB. */
  public static EventLogSettings defaults() {
    return new EventLogSettings(Duration.ofHours(72), 200_000, 128L << 20);
  }
}
