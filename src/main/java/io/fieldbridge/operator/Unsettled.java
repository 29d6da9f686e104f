package io.fieldbridge.operator;

import io.fieldbridge.effect.Effect;
import io.fieldbridge.inbox.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Writes that were sent and may still take effect: until then nobody can tell that they did not,
 * whatever is to be found in the system.
 */
final class Unsettled {

  private final Desk desk;

  Unsettled(Desk desk) {
    this.desk = desk;
  }

  /** Until when a write on behalf of the message's record may take effect; empty where none may. */
  Optional<Instant> until(Message message) {
    Instant now = desk.memory().store().now();
    return desk.memory().effects().bySource(message.flow(), message.record()).stream()
        .flatMap(effect -> effect.settledFrom(longestRequest(effect)).stream())
        .filter(now::isBefore)
        .max(Comparator.naturalOrder());
  }

  /**
   * @param outcome what a person wants to say of the message
   * @throws ControlRefusedException while a write may still take effect
   */
  void refuse(Message message, String outcome) {
    until(message)
        .ifPresent(
            settled -> {
              throw ControlRefusedException.conflict(
                  ("What message %d has sent may still take effect until %s, even if there is"
                          + " nothing to be seen of it, so it cannot be %s yet. Look again after"
                          + " that, and repeat the command if it is still in doubt.")
                      .formatted(message.id(), Views.time(settled.plusSeconds(1)), outcome));
            });
  }

  private Duration longestRequest(Effect effect) {
    return desk.remote().systems().connector(effect.intent().system()).longestRequest();
  }
}
