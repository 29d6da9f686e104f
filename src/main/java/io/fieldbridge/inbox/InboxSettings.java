package io.fieldbridge.inbox;

import java.time.Duration;

/**
 * @param lease how long a delivery may take before its message is given to another
 * @param lostClaimsMax a message is parked when this many deliveries ended without a verdict, as
 *     they do when the process dies, while no other message was being delivered
 */
public record InboxSettings(Duration lease, int lostClaimsMax) {

  public static InboxSettings defaults() {
    return new InboxSettings(Duration.ofMinutes(30), 3);
  }
}
