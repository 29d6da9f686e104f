package io.fieldbridge.flow;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.failure.OutcomeUnknownException;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a write that was sent may still take effect. To be asked for before what came of it is
 * looked for: what takes effect after the look, and before the question, would be done twice.
 *
 * @param at the moment before which it may, where that was still to come
 */
record Settlement(Effect effect, Optional<Instant> at) {

  /** What never left is settled. */
  static Settlement of(Engine engine, Connector target, Effect effect) {
    Instant now = engine.state().store().now();
    return new Settlement(
        effect, effect.settledFrom(target.longestRequest()).filter(now::isBefore));
  }

  /**
   * To be called when nothing was found.
   *
   * @throws OutcomeUnknownException while something may come
   */
  void refuseEarly() {
    if (at.isPresent()) {
      throw Doubts.unsettled(effect, at.get());
    }
  }
}
