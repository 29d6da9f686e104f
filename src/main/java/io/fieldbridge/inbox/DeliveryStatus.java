package io.fieldbridge.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the deliveries of a flow in one direction fare.
 *
 * @param lastLook when somebody last looked for messages that are due
 * @param trouble what keeps them from being claimed; empty while nothing does
 */
public record DeliveryStatus(
    String flow, String direction, Instant lastLook, Optional<Trouble> trouble) {

  /**
   * Looks come every half second; a database has a minute for each answer, and a look asks more.
   */
  private static final Duration LONGEST_LOOK = Duration.ofMinutes(3);

  /**
   * @param since when it began
   */
  public record Trouble(Instant since, String what) {}

  /** Why nothing is claimed, in a sentence; empty where all is well. */
  public Optional<String> standstill(Instant now) {
    return trouble.or(() -> stuck(now)).map(this::sentence);
  }

  private Optional<Trouble> stuck(Instant now) {
    return lastLook.plus(LONGEST_LOOK).isBefore(now)
        ? Optional.of(new Trouble(lastLook, "nobody has looked for messages since."))
        : Optional.empty();
  }

  private String sentence(Trouble found) {
    return "Deliveries of %s %s stand still since %s: %s"
        .formatted(flow, direction, found.since(), found.what());
  }
}
