package io.fieldbridge.flow;

import io.fieldbridge.inbox.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process is delivering, whichever route has begun it: routes are swapped while
 * deliveries of the old ones still run. A delivery that takes longer than any can that is alive is
 * taken for hung, and its message for nobody's. Thread-safe.
 */
final class InHand {

  /** All workers may queue for the few calls that a slow system takes at once. */
  static final Duration LONGEST = Duration.ofHours(4);

  private static final Logger LOG = LoggerFactory.getLogger(InHand.class);

  private final InstantSource clock;
  private final Map<Claim, Instant> begun = new ConcurrentHashMap<>();

  InHand(InstantSource clock) {
    this.clock = clock;
  }

  void begin(Message message) {
    begun.put(Claim.of(message), clock.instant());
  }

  void end(Message message) {
    begun.remove(Claim.of(message));
  }

  /** The ids of the messages. */
  Set<Long> messages() {
    Instant hung = clock.instant().minus(LONGEST);
    begun.entrySet().removeIf(one -> one.getValue().isBefore(hung) && givesUp(one.getKey()));
    return begun.keySet().stream().map(Claim::message).collect(Collectors.toSet());
  }

  private static boolean givesUp(Claim claim) {
    LOG.warn(
        "The delivery of message {} has not ended within {} and is taken for hung; another one"
            + " begins, and it creates nothing any more",
        claim.message(),
        LONGEST);
    return true;
  }
}
