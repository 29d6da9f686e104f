package io.fieldbridge.flow;

import io.fieldbridge.connector.CallPurpose;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.ClaimLostException;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.link.LinkTakenException;
import io.fieldbridge.store.StoreFailedException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one door through which every delivery goes, first try and retry alike. What a delivery has
 * found and done is remembered in one transaction together with its verdict.
 */
final class Door {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);

  private static final Duration NOT_STORED = Duration.ofSeconds(10);

  private final DefaultConsumer consumer;
  private final Engine engine;
  private final Gate gate;
  private final String flow;

  Door(DefaultConsumer consumer, Engine engine, Gate gate) {
    this.consumer = consumer;
    this.engine = engine;
    this.gate = gate;
    this.flow = ((InboxEndpoint) consumer.getEndpoint()).getName();
  }

  /** Whether the flow delivers: it is live, its contract fits, and its breaker has not tripped. */
  boolean open() {
    return engine.isOpen()
        && (flow.equals(Arrivals.REPORT)
            || engine.live().sound(flow)
                && engine.state().breaker().stop(flow).isEmpty()
                && engine.state().modes().mode(flow) == FlowMode.LIVE);
  }

  /** False where the database failed, so that the end of the delivery is not stored. */
  boolean deliver(Message message) {
    Delivery delivery =
        new Delivery(message, engine.contracts().find(flow).orElse(null))
            .keepingSecret(engine.contracts().personal(flow))
            .during(gate::isAllAway);
    Exchange exchange = consumer.createExchange(false);
    MDC.put("flow", message.flow());
    MDC.put("record", message.record().toString());
    MDC.put("correlationId", message.correlationId());
    PersonalLog.begin(delivery);
    CallPurpose.Scope account = CallPurpose.of(flow);
    try {
      delivery.attach(exchange);
      consumer.getProcessor().process(exchange);
      return end(delivery, exchange.getException());
    } catch (Exception e) {
      return close(delivery, unexpected(e));
    } finally {
      account.close();
      PersonalLog.end();
      MDC.clear();
      consumer.releaseExchange(exchange, false);
    }
  }

  private boolean end(Delivery delivery, Throwable failure) {
    return failure instanceof ClaimLostException overtaken
        ? overtaken(overtaken)
        : close(delivery, verdict(delivery, failure));
  }

  /** What it found goes the way of the delivery that has the message now. */
  private static boolean overtaken(ClaimLostException lost) {
    LOG.warn("Another delivery has taken over: {}", lost.getMessage());
    return true;
  }

  private static Verdict verdict(Delivery delivery, Throwable failure) {
    if (failure != null) {
      return unexpected(failure);
    }
    return delivery.verdict().orElseGet(Verdict.Delivered::new);
  }

  private static Verdict unexpected(Throwable failure) {
    if (failure instanceof StoreFailedException broken) {
      return notStored(broken);
    }
    LOG.error("A delivery failed in a way that no route foresees", failure);
    return Verdict.Parked.toRetry(
        Reason.of(
            "unexpected",
            "The delivery failed unexpectedly: " + failure,
            "The log has the whole error; retry when its cause is mended."));
  }

  private boolean close(Delivery delivery, Verdict verdict) {
    List<Runnable> remembered = delivery.takeRemembered();
    try {
      engine
          .state()
          .store()
          .inTransaction(
              () -> {
                remembered.forEach(Runnable::run);
                new Verdicts(engine).apply(delivery, verdict);
              });
      return true;
    } catch (ClaimLostException e) {
      return overtaken(e);
    } catch (LinkTakenException e) {
      return giveBack(delivery, Verdict.Parked.toRetry(e.reason()), () -> settled(delivery));
    } catch (RuntimeException e) {
      LOG.error("The end of message {} could not be stored", delivery.message().id(), e);
      return giveBack(delivery, notStored(e), () -> {});
    }
  }

  /** What was created is there, whoever it belongs to: nothing waits for its outcome any more. */
  private void settled(Delivery delivery) {
    EffectKey creation = new EffectKey(flow, delivery.message().record(), CreateOnce.PURPOSE);
    engine
        .state()
        .effects()
        .open(creation)
        .ifPresent(
            effect -> {
              engine.state().effects().confirmed(effect, delivery.written().ref());
              engine.state().inbox().thaw(delivery.message());
            });
  }

  /** Nothing of the end was stored: an effect that is open is looked for at the next try. */
  private boolean giveBack(Delivery delivery, Verdict verdict, Runnable settlement) {
    delivery.forgetReport();
    try {
      engine
          .state()
          .store()
          .inTransaction(
              () -> {
                settlement.run();
                new Verdicts(engine).apply(delivery, verdict);
              });
      return true;
    } catch (RuntimeException e) {
      LOG.error(
          "Message {} could not be given back either; it is when the database answers again: {}",
          delivery.message().id(),
          e.getMessage());
      return false;
    }
  }

  private static Verdict notStored(RuntimeException e) {
    return new Verdict.Waiting(
        NOT_STORED,
        Reason.of(
            "not-stored",
            "The end of the delivery could not be stored: " + e.getMessage(),
            "None needed; it is tried again. The log has the whole error."));
  }
}
