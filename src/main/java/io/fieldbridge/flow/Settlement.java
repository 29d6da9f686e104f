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
    if (effect.state() == Effect.State.INTENDED) {
      return new Settlement(effect, Optional.empty());
    }
    Instant sent = effect.progress().sentAt().orElse(effect.progress().intendedAt());
    Instant settled = sent.plus(target.longestRequest());
    boolean early = engine.state().store().now().isBefore(settled);
    return new Settlement(effect, early ? Optional.of(settled) : Optional.empty());
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
