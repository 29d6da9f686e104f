package io.fieldbridge.flow;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.RecordRef;
import java.time.Duration;
import java.time.Instant;

/** Stores how a delivery ended, in the transaction that ends it. */
final class Verdicts {

  private final Engine engine;
  private final Inbox inbox;

  Verdicts(Engine engine) {
    this.engine = engine;
    this.inbox = engine.state().inbox();
  }

  void apply(Delivery delivery, Verdict verdict) {
    Message message = delivery.message();
    if (verdict instanceof Verdict.Delivered) {
      deliver(delivery);
    } else if (verdict instanceof Verdict.Skipped skipped) {
      inbox.skipped(message, Reason.of(skipped.why(), "", ""));
    } else if (verdict instanceof Verdict.Waiting waiting) {
      inbox.waiting(message, after(waiting.pause()), masked(delivery, waiting.reason()));
    } else if (verdict instanceof Verdict.HeldUp held) {
      inbox.heldUp(message, after(held.pause()), masked(delivery, held.reason()));
    } else if (verdict instanceof Verdict.WaitingFor waiting) {
      waitFor(delivery, waiting);
    } else if (verdict instanceof Verdict.Parked parked) {
      park(delivery, parked);
    } else if (verdict instanceof Verdict.InDoubt doubt) {
      doubt(delivery, doubt);
    }
    report(delivery);
  }

  /** Tells everybody of a message that was parked because its process died, again and again. */
  void givenUp(Message message) {
    Delivery delivery = new Delivery(message, engine.contracts().find(message.flow()).orElse(null));
    tellParked(delivery, Verdict.Parked.toRetry(message.reason().orElseThrow()));
    report(delivery);
  }

  private void report(Delivery delivery) {
    delivery
        .report()
        .ifPresent(
            report ->
                engine
                    .arrivals()
                    .report(
                        delivery.message(),
                        report.record(),
                        report.values(),
                        engine.clock().instant()));
  }

  private void deliver(Delivery delivery) {
    inbox.delivered(delivery.message());
    if (delivery.earlier()) {
      engine.arrivals().follow(delivery.contract(), delivery.message(), engine.clock().instant());
    }
  }

  private void park(Delivery delivery, Verdict.Parked parked) {
    if (inbox.parked(delivery.message(), masked(delivery, parked.reason())) == State.PARKED) {
      tellParked(delivery, parked);
    }
  }

  private void tellParked(Delivery delivery, Verdict.Parked parked) {
    ReportStep.parked(engine, delivery, parked);
    tell(delivery, "parked", parked.reason());
    alert(delivery.message(), masked(delivery, parked.reason()));
  }

  /** What lists, alerts and the clear columns of the database may tell. */
  private static Reason masked(Delivery delivery, Reason reason) {
    return delivery.personal().mask(reason);
  }

  private void waitFor(Delivery delivery, Verdict.WaitingFor waiting) {
    Message message = delivery.message();
    RecordRef missing = waiting.missing();
    inbox.waitingFor(
        message,
        missing,
        after(waiting.pause()),
        masked(delivery, waiting.reason()),
        () -> engine.state().links().find(waiting.flow(), missing).isEmpty());
    engine
        .contracts()
        .find(waiting.flow())
        .filter(flow -> waiting.pulls())
        .ifPresent(
            flow -> engine.arrivals().pull(flow, missing, message, engine.clock().instant()));
  }

  private void doubt(Delivery delivery, Verdict.InDoubt doubt) {
    Message message = delivery.message();
    Reason told = masked(delivery, doubt.reason());
    if (doubt.lookAgain().isPresent()) {
      inbox.inDoubt(message, after(doubt.lookAgain().get()), told);
    } else {
      inbox.inDoubt(message, told);
      ReportStep.parked(engine, delivery, Verdict.Parked.toRetry(doubt.reason()));
      alert(message, told);
    }
    tell(delivery, "in-doubt", doubt.reason());
  }

  private void alert(Message message, Reason reason) {
    engine
        .state()
        .store()
        .afterCommit(() -> engine.parkedNews().tell(News.parked(message, reason)));
  }

  private Instant after(Duration wait) {
    return engine.state().store().now().plus(wait);
  }

  private void tell(Delivery delivery, String event, Reason reason) {
    engine.history().tell(delivery, event, reason.toString());
  }
}
