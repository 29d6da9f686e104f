package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.failure.ReferenceMissingException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Merge;
import io.fieldbridge.mapping.MergeInput;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes a creation take effect once (G20, G23): the intent is stored and frozen, then it is sent,
 * then its outcome is remembered together with the end of the delivery. Whoever comes back to an
 * open effect looks for its mark in the target first, and sends again only after the target's
 * longest request time. What was made and deleted meanwhile is not made again: it is linked, and
 * its deletion is told.
 */
final class CreateOnce {

  static final String PURPOSE = "create";

  private final Engine engine;
  private final Adoption adoption;

  CreateOnce(Engine engine) {
    this.engine = engine;
    this.adoption = new Adoption(engine);
  }

  /**
   * The record that the creation made, now or in an earlier try; empty where an earlier try made it
   * and somebody deleted it since, or where nothing was made and nothing is to be made any more;
   * the delivery is ended then.
   */
  Optional<RemoteRecord> run(Delivery delivery, String object, String reference) {
    String system = delivery.contract().otherThan(delivery.sourceSystem());
    Connector target = engine.systems().connector(system);
    EffectKey key = new EffectKey(delivery.contract().flow(), delivery.message().record(), PURPOSE);
    Effect effect =
        intend(
            delivery,
            key,
            new Intent(system, object, true, reference, delivery.payload(), context(delivery)));
    takeUp(delivery, effect);
    return switch (effect.state()) {
      case CONFIRMED -> Optional.of(known(delivery, target, effect));
      case INTENDED -> firstSend(delivery, target, effect);
      default -> resume(delivery, target, effect);
    };
  }

  /**
   * Ends a creation that was broken off and whose source is deleted meanwhile: nothing is sent any
   * more, but what came of it is found and told.
   *
   * @throws OutcomeUnknownException while it may still commit
   */
  Optional<RemoteRecord> leftBehind(Delivery delivery) {
    EffectKey key = new EffectKey(delivery.contract().flow(), delivery.message().record(), PURPOSE);
    Optional<Effect> open = effects().open(key);
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Effect effect = open.get();
    Connector target = engine.systems().connector(effect.intent().system());
    Settlement settlement = Settlement.of(engine, target, effect);
    Optional<RemoteRecord> found = only(delivery, effect, look(target, effect, since(effect)));
    if (found.isEmpty()) {
      settlement.refuseEarly();
      found = ours(delivery, target, effect);
    }
    found.ifPresentOrElse(
        record -> remember(delivery, effect, record, "found"),
        () ->
            delivery.remember(() -> effects().abandoned(effect, "The source record is deleted.")));
    delivery.remember(() -> engine.state().inbox().thaw(delivery.message()));
    return found;
  }

  /** From here on no newer change joins the message: what is sent is frozen. */
  private Effect intend(Delivery delivery, EffectKey key, Intent intent) {
    return engine
        .state()
        .store()
        .inTransaction(
            () -> {
              boolean begun = effects().open(key).isPresent();
              if (!begun && engine.pairs().isTaken(key.flow(), key.source())) {
                throw linkedMeanwhile(key.source());
              }
              engine.state().inbox().freeze(delivery.message());
              return upToDate(delivery, effects().intend(key, intent), intent);
            });
  }

  /** What never left binds nobody: a document is sent, and compared, as it is now. */
  private Effect upToDate(Delivery delivery, Effect effect, Intent intent) {
    boolean outdated =
        delivery.contract().carriesDocument()
            && effect.state() == Effect.State.INTENDED
            && !Snapshot.same(effect.intent().payload(), intent.payload());
    if (!outdated) {
      return effect;
    }
    effects().abandoned(effect, "The source has changed before it was sent.");
    return effects().intend(effect.key(), intent);
  }

  /** Its twin was entered there at the same moment, and has been faster. */
  private static ContendedException linkedMeanwhile(RecordRef source) {
    return new ContendedException(
        Reason.of(
            "linked-meanwhile",
            source + " was linked while its other half was about to be created.",
            "Nothing to do; the two are merged instead."));
  }

  /** An effect of an earlier try stands as it was frozen; what changed since follows by itself. */
  private static void takeUp(Delivery delivery, Effect effect) {
    delivery.changed();
    boolean earlier = !Snapshot.same(effect.intent().payload(), delivery.payload());
    delivery.frozen(effect.intent(), earlier);
  }

  /** The source as it is now belongs to what is frozen: it is what both sides will agree on. */
  private static ObjectNode context(Delivery delivery) {
    return delivery.context().deepCopy().set(Snapshot.NAME, Snapshot.of(delivery.sourceValues()));
  }

  private RemoteRecord known(Delivery delivery, Connector target, Effect effect) {
    delivery.createdEarlier();
    RecordRef ref = effect.progress().target().orElseThrow();
    Optional<RemoteRecord> there = target.reader().read(ref, delivery.contract().selection(ref));
    RemoteRecord record =
        there.orElseGet(
            () ->
                look(target, effect, since(effect)).stream()
                    .findFirst()
                    .orElseThrow(() -> Doubts.vanished(ref)));
    adoption.named(delivery, record);
    return record;
  }

  private Optional<RemoteRecord> firstSend(Delivery delivery, Connector target, Effect effect) {
    Optional<RemoteRecord> found = ours(delivery, target, effect);
    if (found.isPresent()) {
      adoption.found(delivery, effect, found.get());
      return Optional.of(adopt(delivery, effect, found.get()));
    }
    return send(delivery, target, effect);
  }

  /**
   * Documents bear our reference, with its check code: whatever bears it already is ours, whoever
   * forgot it and whatever it says by now. What came of a request in doubt is another question, and
   * {@link #look} asks it.
   */
  private Optional<RemoteRecord> ours(Delivery delivery, Connector target, Effect effect) {
    Intent intent = effect.intent();
    return delivery.contract().carriesDocument()
        ? only(
            delivery,
            effect,
            Bearing.of(target, intent.object(), intent.reference(), ref -> isLinked(effect, ref)))
        : Optional.empty();
  }

  private Optional<RemoteRecord> resume(Delivery delivery, Connector target, Effect effect) {
    Settlement settlement = Settlement.of(engine, target, effect);
    Optional<RemoteRecord> found = only(delivery, effect, look(target, effect, since(effect)));
    if (found.isPresent()) {
      return Optional.of(adopt(delivery, effect, found.get()));
    }
    if (isDeleted(delivery, target, effect)) {
      return Optional.empty();
    }
    settlement.refuseEarly();
    return firstSend(delivery, target, effect);
  }

  private Optional<RemoteRecord> send(Delivery delivery, Connector target, Effect effect) {
    if (delivery.isLeaving()) {
      delivery.remember(() -> effects().abandoned(effect, "The source has left the filter."));
      delivery.end(new Verdict.Skipped("filtered"));
      return Optional.empty();
    }
    Sending sending = new Sending(engine, delivery);
    Effect sent = sending.note(effect);
    ObjectNode payload = sent.intent().payload();
    try {
      RemoteRecord created =
          sending.send(
              sent,
              () ->
                  target
                      .writer()
                      .create(sent.intent().object(), payload, sent.intent().reference()));
      pair(delivery, created);
      remember(delivery, sent, created, "created");
      return Optional.of(created);
    } catch (OutcomeUnknownException lost) {
      return lookAtOnce(delivery, target, sending.note(sent), lost);
    } catch (SystemUnavailableException | ThrottledException | ContendedException notTaken) {
      sending.takeBack(sent);
      throw notTaken;
    } catch (RecordRejectedException | ContractException | ReferenceMissingException refused) {
      abandon(delivery, sent, refused);
      throw refused;
    }
  }

  /**
   * Found counts at once; not found counts only when the request has settled. It may have waited
   * here before it left: what it may still take counts from when its answer was lost.
   */
  private Optional<RemoteRecord> lookAtOnce(
      Delivery delivery, Connector target, Effect sent, OutcomeUnknownException lost) {
    Optional<RemoteRecord> found = only(delivery, sent, look(target, sent, since(sent)));
    if (found.isEmpty() && !isDeleted(delivery, target, sent)) {
      throw lost;
    }
    return found.map(record -> adopt(delivery, sent, record));
  }

  /** Whether it was made and somebody has deleted it since; the delivery is ended then. */
  private boolean isDeleted(Delivery delivery, Connector target, Effect effect) {
    Optional<RemoteRecord> deleted =
        target
            .probe()
            .lookAmongDeleted(creation(effect, since(effect), ref -> isSettled(effect, ref)));
    deleted.ifPresent(record -> departed(delivery, effect, record));
    return deleted.isPresent();
  }

  /** An earlier generation made it, or it is the other half of something else. */
  private boolean isSettled(Effect effect, RecordRef ref) {
    return isLinked(effect, ref)
        || effects().bySource(effect.key().flow(), effect.key().source()).stream()
            .anyMatch(earlier -> earlier.progress().target().filter(ref::equals).isPresent());
  }

  /** Both become a pair, and the deletion is told as if its feed had told it after that. */
  private void departed(Delivery delivery, Effect effect, RemoteRecord deleted) {
    remember(delivery, effect, deleted, "found");
    delivery.remember(
        () -> {
          engine.pairs().pair(delivery.contract(), delivery.source(), deleted);
          engine
              .arrivals()
              .departed(
                  delivery.contract(), delivery.message(), deleted.ref(), engine.clock().instant());
        });
    delivery.end(new Verdict.Delivered());
  }

  private void abandon(Delivery delivery, Effect effect, SyncException refused) {
    engine
        .state()
        .store()
        .inTransaction(
            () -> {
              effects().abandoned(effect, delivery.personal().mask(refused.reason().text()));
              engine.state().inbox().thaw(delivery.message());
            });
  }

  private RemoteRecord adopt(Delivery delivery, Effect effect, RemoteRecord found) {
    delivery.createdEarlier();
    pair(delivery, found);
    remember(delivery, effect, found, "found");
    boolean open = delivery.adopted().isPresent();
    if (!open && !found.ref().object().equals(effect.intent().object())) {
      delivery.posted(found);
    }
    return found;
  }

  private void remember(Delivery delivery, Effect effect, RemoteRecord record, String event) {
    delivery.remember(
        () -> {
          effects().confirmed(effect, record.ref());
          engine
              .history()
              .tell(
                  delivery,
                  event,
                  record.ref() + " " + effect.intent().reference(),
                  effect.intent().payload());
        });
  }

  /**
   * The outcome counts together with the link, even if the delivery ends before it comes to the
   * rest: what was created would be taken for a new record otherwise. The link comes first, so that
   * what was sent counts as written after it.
   */
  private void pair(Delivery delivery, RemoteRecord created) {
    Contract contract = delivery.contract();
    if (!contract.carriesDocument()) {
      delivery.remember(
          () -> engine.pairs().pair(contract, delivery.source(), created, sent(delivery)));
    }
  }

  /** By system, what was sent: in that both agree. */
  private static Map<String, ObjectNode> sent(Delivery delivery) {
    CanonicalRecord source = Agreement.ofSource(delivery);
    ObjectNode here = JsonNodeFactory.instance.objectNode();
    ObjectNode there = JsonNodeFactory.instance.objectNode();
    Merge.merge(
            delivery.contract(), delivery.sourceSystem(), new MergeInput(source, null, null, null))
        .toTarget()
        .forEach(
            (field, value) -> {
              here.set(field, source.fields().get(field));
              there.set(field, value);
            });
    String other = delivery.contract().otherThan(delivery.sourceSystem());
    return Map.of(delivery.sourceSystem(), here, other, there);
  }

  private static Instant since(Effect effect) {
    return effect.progress().intendedAt();
  }

  /**
   * What may have come of the request that was sent, going by all that it said.
   *
   * @param since what is older is none of it
   */
  private List<RemoteRecord> look(Connector target, Effect effect, Instant since) {
    return target.probe().look(creation(effect, since, ref -> isLinked(effect, ref)));
  }

  private static Probe.Creation creation(
      Effect effect, Instant since, Predicate<RecordRef> linked) {
    Intent intent = effect.intent();
    return new Probe.Creation(intent.object(), intent.reference(), intent.payload(), since, linked);
  }

  private boolean isLinked(Effect effect, RecordRef ref) {
    return engine.state().links().find(effect.key().flow(), ref).isPresent();
  }

  private static Optional<RemoteRecord> only(
      Delivery delivery, Effect effect, List<RemoteRecord> found) {
    if (found.size() > 1) {
      throw Doubts.several(delivery, effect, found);
    }
    return found.stream().findFirst();
  }

  private Effects effects() {
    return engine.state().effects();
  }
}
