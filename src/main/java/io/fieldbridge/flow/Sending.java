package io.fieldbridge.flow;

import io.fieldbridge.connector.Departure;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.inbox.ClaimLostException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Sends what must take effect once. That it is sent is noted in one commit with the proof that the
 * message is still this delivery's, so that of two deliveries of one message only one sends. Where
 * the request then waits for its turn, both are done again right before it leaves: how long it may
 * take effect counts from then.
 */
final class Sending {

  /** A note as old as this says well enough when the request left. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Engine engine;
  private final Delivery delivery;
  private Instant notedAt = Instant.EPOCH;

  Sending(Engine engine, Delivery delivery) {
    this.engine = engine;
    this.delivery = delivery;
  }

  /**
   * The request is about to leave.
   *
   * @throws ClaimLostException when the message is another delivery's by now; nothing is noted then
   */
  Effect note(Effect effect) {
    Effect sent = proven(() -> engine.state().effects().sent(effect));
    notedAt = engine.clock().instant();
    return sent;
  }

  /** The request certainly never left. */
  void takeBack(Effect sent) {
    proven(() -> engine.state().effects().notSent(sent));
  }

  /** It did not take effect and never will. */
  void abandon(Effect sent, String why) {
    proven(() -> engine.state().effects().abandoned(sent, why));
  }

  /**
   * Makes the call that was noted.
   *
   * @throws ClaimLostException when the message is another delivery's by the time at which the
   *     request would leave; it does not leave then
   */
  <T> T send(Effect sent, Supplier<T> call) {
    return Departure.preparedBy(() -> noteAgain(sent), call);
  }

  /** The same for a call that gives nothing. */
  void send(Effect sent, Runnable call) {
    send(
        sent,
        () -> {
          call.run();
          return sent;
        });
  }

  private void noteAgain(Effect sent) {
    Instant now = engine.clock().instant();
    if (now.isBefore(notedAt) || now.isAfter(notedAt.plus(FRESH))) {
      note(sent);
    }
  }

  private Effect proven(Supplier<Effect> move) {
    return engine
        .state()
        .store()
        .inTransaction(
            () -> {
              engine.state().inbox().renewLease(delivery.message());
              return move.get();
            });
  }
}
