package io.fieldbridge.inbox;

import java.time.Duration;

/**
 * @param lease after which a message is given to another delivery, unless one is known to be at
 *     work on it
 * @param lostClaimsMax a message is parked when this many deliveries ended without a verdict, as
 *     they do when the process dies, while no other message was being delivered
 */
public record InboxSettings(Duration lease, int lostClaimsMax) {

  public static InboxSettings defaults() {
    return new InboxSettings(Duration.ofMinutes(30), 3);
  }
}
