package io.fieldbridge.flow;

import io.fieldbridge.inbox.BackOff;
import io.fieldbridge.inbox.DeliveryStatus;
import io.fieldbridge.inbox.DeliveryStatus.Trouble;
import io.fieldbridge.store.StoreFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a claiming thread tells of itself: that it looks, and what keeps it from claiming. Each
 * trouble is logged once, and once that it is over. Thread-safe.
 */
final class Lookout {

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final BackOff PAUSES = new BackOff(Duration.ofMillis(500), Duration.ofSeconds(5));

  private final InboxEndpoint inbox;
  private final Gate gate;
  private final InstantSource clock;
  private Instant lastLook;
  private Trouble trouble;
  private int failures;

  Lookout(InboxEndpoint inbox, Gate gate, InstantSource clock) {
    this.inbox = inbox;
    this.gate = gate;
    this.clock = clock;
    this.lastLook = clock.instant();
  }

  synchronized void looks() {
    lastLook = clock.instant();
  }

  /** What is due was claimed. */
  synchronized void succeeded() {
    if (trouble != null) {
      LOG.info("The inbox of {} can be read again", inbox.queue());
    }
    trouble = null;
    failures = 0;
  }

  /** How long to pause before the next look. */
  synchronized Duration failed(RuntimeException failure, RandomGenerator random) {
    boolean foreseen = failure instanceof StoreFailedException;
    String what = foreseen ? failure.getMessage() : failure.toString();
    if (trouble == null || !trouble.what().equals(what)) {
      LOG.error(
          "The inbox of {} cannot be read; trying again: {}",
          inbox.queue(),
          what,
          foreseen ? null : failure);
      trouble = new Trouble(trouble == null ? clock.instant() : trouble.since(), what);
    }
    failures++;
    return PAUSES.after(failures, random);
  }

  synchronized DeliveryStatus status() {
    return new DeliveryStatus(
        inbox.getName(), inbox.getDirection(), lastLook, Optional.ofNullable(trouble), gate.away());
  }
}
