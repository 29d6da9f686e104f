package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.breaker.Breaker;
import io.fieldbridge.breaker.Breaker.Refusal;
import io.fieldbridge.breaker.Deed;
import io.fieldbridge.breaker.Stop;
import io.fieldbridge.breaker.Touch;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks before each write to a record that both sides have whether its flow is about to change too
 * many (mass-change breaker). Creations, what follows from them, and fields that change in masses
 * by routine never count.
 */
final class Guard {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Engine engine;
  private final Breaker breaker;

  Guard(Engine engine) {
    this.engine = engine;
    this.breaker = engine.state().breaker();
  }

  /** Whether the merged fields may not be written; the delivery is ended then. */
  boolean refusesChange(Delivery delivery) {
    return overwrites(delivery)
        && refuses(delivery, Deed.CHANGE, "writes " + names(delivery.payload()));
  }

  /** Whether the amendment of a document may not be sent; the delivery is ended then. */
  boolean refusesAmendment(Delivery delivery) {
    return refuses(delivery, Deed.CHANGE, "amends the document");
  }

  /** Whether the other half may not be touched, whose own half went; the delivery is ended then. */
  boolean refusesRemoval(Delivery delivery, String what) {
    return refuses(delivery, Deed.REMOVAL, what);
  }

  /** What both sides never agreed in before is their first contact, or follows from a creation. */
  private static boolean overwrites(Delivery delivery) {
    Optional<Link> link = delivery.link();
    return link.isPresent()
        && delivery.merged().toTarget().keySet().stream()
            .filter(field -> !delivery.contract().isRoutine(field))
            .anyMatch(link.get().otherSide(delivery.sourceSystem()).base()::has);
  }

  private static String names(ObjectNode values) {
    TreeSet<String> names = new TreeSet<>();
    values.fieldNames().forEachRemaining(names::add);
    return String.join(", ", names);
  }

  private boolean refuses(Delivery delivery, Deed deed, String told) {
    Message message = delivery.message();
    Touch touch =
        new Touch(
            message.flow(),
            deed,
            pair(delivery),
            told,
            message.change().at(),
            message.progress().createdAt());
    Optional<Refusal> refusal = breaker.admit(touch);
    if (refusal.isEmpty()) {
      delivery.remember(() -> breaker.remember(touch));
      return false;
    }
    Stop stop = refusal.get().stop();
    delivery.takeRemembered();
    delivery.end(new Verdict.Waiting(LOOK_AGAIN, reason(stop)));
    if (refusal.get().isNew()) {
      tell(delivery, stop);
    }
    return true;
  }

  /** Whichever half changed, the pair counts once. */
  private static RecordRef pair(Delivery delivery) {
    return delivery.link().map(link -> link.crm().ref()).orElse(delivery.message().record());
  }

  private void tell(Delivery delivery, Stop stop) {
    Reason reason = reason(stop);
    LOG.warn("{}", reason);
    delivery.remember(
        () -> {
          engine.history().tell(delivery, "stopped", reason.toString());
          engine
              .state()
              .store()
              .afterCommit(
                  () -> engine.parkedNews().tell(News.stopped(delivery.message(), reason)));
        });
  }

  private static Reason reason(Stop stop) {
    return Reason.of(
        "mass-change",
        stop.words() + " It takes changes in and delivers nothing.",
        "Look at ten of them with ./fieldbridge release, and say --yes if it is meant.");
  }
}
