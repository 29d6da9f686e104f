package io.fieldbridge.flow;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code sync:read}: completes the changed record by reading it now, and its other half where there
 * is one. Ends the delivery for records that the flow is not about and for records that are gone.
 */
final class ReadStep implements Step {

  private final Engine engine;
  private final Twins twins;
  private final Departures departures;
  private final Regrouping regrouping;
  private final Spared spared;

  ReadStep(Engine engine) {
    this.engine = engine;
    this.twins = new Twins(engine);
    this.departures = new Departures(engine);
    this.regrouping = new Regrouping(engine);
    this.spared = new Spared(engine);
  }

  @Override
  public void run(Delivery delivery) {
    RecordRef ref = delivery.message().record();
    engine.state().links().find(delivery.contract().flow(), ref).ifPresent(delivery::link);
    Optional<Link> pair = delivery.link();
    if (isOurOwn(delivery.message().change()) && pair.isPresent()) {
      delivery.end(new Verdict.Skipped("echo"));
      return;
    }
    if (pair.isPresent() && engine.pairs().isOutOfTurn(delivery.message(), pair.get())) {
      delivery.end(new Verdict.Waiting(Duration.ZERO, linkedMeanwhile(ref)));
      return;
    }
    Optional<RemoteRecord> source = source(delivery);
    if (delivery.verdict().isPresent()) {
      return;
    }
    if (source.isEmpty()) {
      spared.forget(delivery);
      departures.gone(delivery);
      return;
    }
    delivery.source(source.get());
    if (delivery.link().isEmpty()) {
      spared.endIfUnchanged(delivery);
    }
    if (delivery.verdict().isPresent()) {
      return;
    }
    boolean passes = delivery.contract().inFilter(ref.system(), source.get().values());
    if (!passes && !departures.isSettledFirst(delivery)) {
      departures.left(delivery);
    } else if (!delivery.contract().carriesDocument()) {
      readOtherHalf(delivery);
    }
  }

  private static Reason linkedMeanwhile(RecordRef ref) {
    return Reason.of(
        "linked-meanwhile",
        ref + " was linked while this message was about to be delivered.",
        "Nothing to do; it is delivered when it is the pair's turn.");
  }

  private Optional<RemoteRecord> source(Delivery delivery) {
    RecordRef ref = delivery.message().record();
    return delivery
        .contract()
        .groups(ref.system())
        .map(groups -> regrouping.read(delivery, groups))
        .orElseGet(() -> read(delivery.contract(), ref));
  }

  /** The feed tells the very version that our write left, with which both sides agreed. */
  private boolean isOurOwn(Change change) {
    return change.kind() == Change.Kind.UPDATE
        && engine
            .systems()
            .connector(change.record().system())
            .version(change)
            .filter(version -> engine.settled().at(change.record(), version))
            .isPresent();
  }

  private Optional<RemoteRecord> read(Contract contract, RecordRef ref) {
    return engine.reader(contract, ref.system()).read(ref, contract.selection(ref.system()));
  }

  private void readOtherHalf(Delivery delivery) {
    Optional<Link> link = delivery.link();
    if (link.isEmpty()) {
      twins.find(delivery);
      return;
    }
    RecordRef other = link.get().otherSide(delivery.sourceSystem()).ref();
    read(delivery.contract(), other)
        .ifPresentOrElse(
            delivery::target, () -> departures.otherHalfGone(delivery, link.get(), other));
  }
}
