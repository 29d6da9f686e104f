package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.List;
import java.util.Optional;

/**
 * {@code sync:post}: posts the document by a bound action, once. An effect of its own, carrying the
 * document's version tag; it runs only if exactly one document bears our reference (P3, G17). A
 * document that was adopted in its posted form is posted already. One that is known to be out of
 * date is left to the delivery that follows, which amends it first.
 */
final class PostStep implements Step {

  static final String PURPOSE = "post";

  private final Engine engine;
  private final String action;

  PostStep(Engine engine, String action) {
    this.engine = engine;
    this.action = action;
  }

  @Override
  public void run(Delivery delivery) {
    RemoteRecord document = delivery.written();
    if (!document.ref().object().equals(delivery.contract().object(document.ref().system()))) {
      delivery.posted(document);
      return;
    }
    String reference = delivery.contract().reference(delivery.sourceValues()).orElseThrow();
    Connector target = engine.systems().connector(document.ref().system());
    Effect effect = intend(delivery, document, reference);
    if (effect.state() == Effect.State.CONFIRMED) {
      known(delivery, target, effect);
      return;
    }
    Settlement settlement = Settlement.of(engine, target, effect);
    List<RemoteRecord> bearing = look(target, effect);
    Optional<RemoteRecord> posted = delivery.posted().or(() -> posted(delivery, effect, bearing));
    if (posted.isPresent()) {
      confirm(delivery, effect, posted.get());
    } else {
      RemoteRecord open = open(delivery, effect, bearing);
      settlement.refuseEarly();
      if (delivery.earlier()) {
        leave(delivery, effect);
      } else {
        post(delivery, target, effect, open);
      }
    }
  }

  private void leave(Delivery delivery, Effect effect) {
    delivery.changed();
    delivery.remember(
        () -> effects().abandoned(effect, "The source has changed; it is amended first."));
  }

  private Effect intend(Delivery delivery, RemoteRecord document, String reference) {
    EffectKey key = new EffectKey(delivery.contract().flow(), delivery.message().record(), PURPOSE);
    ObjectNode payload =
        JsonNodeFactory.instance
            .objectNode()
            .put("action", action)
            .put("document", document.ref().toString());
    return effects()
        .intend(
            key,
            new Intent(
                document.ref().system(),
                document.ref().object(),
                false,
                reference,
                payload,
                delivery.context()));
  }

  /** Posted before, or a person found that it is: what came of it is reported where it is not. */
  private static void known(Delivery delivery, Connector target, Effect effect) {
    effect
        .progress()
        .target()
        .flatMap(made -> target.reader().read(made, delivery.contract().selection(made)))
        .ifPresent(delivery::posted);
  }

  private static List<RemoteRecord> look(Connector target, Effect effect) {
    return Bearing.of(target, effect.intent().object(), effect.intent().reference());
  }

  /** A document of another kind than the one that was created: what posting made of it. */
  private static Optional<RemoteRecord> posted(
      Delivery delivery, Effect effect, List<RemoteRecord> bearing) {
    String created = effect.intent().object();
    List<RemoteRecord> others =
        bearing.stream().filter(record -> !record.ref().object().equals(created)).toList();
    if (others.size() > 1) {
      throw Doubts.several(delivery, effect, others);
    }
    return others.stream().findFirst();
  }

  private static RemoteRecord open(Delivery delivery, Effect effect, List<RemoteRecord> bearing) {
    if (bearing.size() > 1) {
      throw Doubts.severalToPost(delivery, effect, bearing);
    }
    RecordRef document = delivery.written().ref();
    return bearing.stream()
        .filter(record -> record.ref().equals(document))
        .findFirst()
        .orElseThrow(() -> Doubts.vanished(document));
  }

  private void post(Delivery delivery, Connector target, Effect effect, RemoteRecord document) {
    Sending sending = new Sending(engine, delivery);
    Effect sent = send(delivery, effect, sending);
    try {
      sending.send(sent, () -> target.writer().act(document.ref(), document.version(), action));
    } catch (OutcomeUnknownException lost) {
      sending.note(sent);
      posted(delivery, sent, look(target, sent)).orElseThrow(() -> lost);
    } catch (SystemUnavailableException | ThrottledException | ContendedException notTaken) {
      sending.takeBack(sent);
      throw notTaken;
    } catch (RecordRejectedException | ContractException refused) {
      abandon(delivery, sent, refused);
      throw refused;
    }
    RemoteRecord made =
        posted(delivery, sent, look(target, sent))
            .orElseThrow(() -> Doubts.vanished(document.ref()));
    confirm(delivery, sent, made);
  }

  /** From here on the document may be gone, so that its link has to be stored before. */
  private Effect send(Delivery delivery, Effect effect, Sending sending) {
    List<Runnable> soFar = delivery.takeRemembered();
    return engine
        .state()
        .store()
        .inTransaction(
            () -> {
              soFar.forEach(Runnable::run);
              engine.state().inbox().freeze(delivery.message());
              return sending.note(effect);
            });
  }

  private void abandon(Delivery delivery, Effect effect, SyncException refused) {
    engine
        .state()
        .store()
        .inTransaction(
            () -> {
              effects().abandoned(effect, refused.reason().text());
              engine.state().inbox().thaw(delivery.message());
            });
  }

  private void confirm(Delivery delivery, Effect effect, RemoteRecord made) {
    RecordRef ref = made.ref();
    delivery.changed();
    delivery.posted(made);
    delivery.remember(
        () -> {
          effects().confirmed(effect, ref);
          engine
              .history()
              .tell(delivery, "posted", ref + " " + made.values().path("number").asText(""));
        });
  }

  private Effects effects() {
    return engine.state().effects();
  }
}
