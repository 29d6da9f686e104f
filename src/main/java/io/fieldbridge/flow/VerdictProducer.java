package io.fieldbridge.flow;

import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.inbox.BackOff;
import io.fieldbridge.inbox.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Ends a delivery that failed: {@code inbox:parked} or {@code inbox:waiting}. */
final class VerdictProducer extends DefaultProducer {

  /** A failure of the other system that follows one record alone gets this many tries. */
  private static final int TRIES_OF_ONE_RECORD = 5;

  private final InboxEndpoint endpoint;
  private final BackOff backOff;

  VerdictProducer(InboxEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.backOff =
        new BackOff(
            Durations.parse(endpoint.getBackOff()), Durations.parse(endpoint.getBackOffMax()));
  }

  @Override
  public void process(Exchange exchange) {
    Delivery delivery = Delivery.of(exchange);
    SyncException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, SyncException.class);
    if (failure == null) {
      throw new IllegalStateException(
          getEndpoint() + " ends a delivery that failed; none has failed here");
    }
    delivery.end(verdict(delivery, failure));
  }

  private Verdict verdict(Delivery delivery, SyncException failure) {
    return switch (endpoint.getName()) {
      case "parked" -> Verdict.Parked.rejected(failure.reason());
      default ->
          isAway(delivery, failure)
              ? new Verdict.HeldUp(pause(1, failure), failure.reason())
              : waiting(tries(delivery.message(), failure.reason()), failure);
    };
  }

  private static boolean isAway(Delivery delivery, SyncException failure) {
    return failure instanceof SystemUnavailableException && delivery.isDuringOutage();
  }

  /** How often it failed for this reason; what it waited for before does not count. */
  private static int tries(Message message, Reason reason) {
    boolean again = message.reason().filter(last -> last.code().equals(reason.code())).isPresent();
    return again ? message.attempts() : 1;
  }

  private Verdict waiting(int attempts, SyncException failure) {
    if (attempts >= triesMax(failure)) {
      return Verdict.Parked.toRetry(exhausted(failure.reason(), attempts));
    }
    Duration wait = pause(attempts, failure);
    if (failure instanceof OutcomeUnknownException lost) {
      return lost.needsPerson()
          ? new Verdict.InDoubt(failure.reason(), Optional.empty())
          : new Verdict.InDoubt(failure.reason(), Optional.of(wait));
    }
    if (failure instanceof ReferenceMissingException missing && missing.missing().isPresent()) {
      return new Verdict.WaitingFor(
          missing.missing().get(), missing.flow(), missing.pulls(), wait, failure.reason());
    }
    return new Verdict.Waiting(wait, failure.reason());
  }

  private Duration pause(int attempts, SyncException failure) {
    Duration wait = backOff.after(attempts, ThreadLocalRandom.current());
    return failure instanceof ThrottledException throttled
            && throttled.retryAfter().compareTo(wait) > 0
        ? throttled.retryAfter()
        : wait;
  }

  private int triesMax(SyncException failure) {
    if (failure instanceof SystemUnavailableException away && away.mayFollowRecord()) {
      return TRIES_OF_ONE_RECORD;
    }
    return endpoint.getTries() == 0 ? Integer.MAX_VALUE : endpoint.getTries();
  }

  private static Reason exhausted(Reason reason, int attempts) {
    return new Reason(
        reason.code(),
        reason.field(),
        reason.text() + " (tried " + attempts + " times)",
        reason.advice());
  }
}
