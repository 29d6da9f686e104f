package io.fieldbridge.flow;

import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.Optional;

/**
 * {@code sync:read}: completes the changed record by reading it now, and its other half where there
 * is one. Ends the delivery for records that the flow is not about and for records that are gone.
 */
final class ReadStep implements Step {

  private final Engine engine;
  private final Twins twins;
  private final Departures departures;

  ReadStep(Engine engine) {
    this.engine = engine;
    this.twins = new Twins(engine);
    this.departures = new Departures(engine);
  }

  @Override
  public void run(Delivery delivery) {
    RecordRef ref = delivery.message().record();
    engine.state().links().find(delivery.contract().flow(), ref).ifPresent(delivery::link);
    Optional<RemoteRecord> source = read(delivery.contract(), ref);
    if (source.isEmpty()) {
      departures.gone(delivery);
      return;
    }
    delivery.source(source.get());
    if (!delivery.contract().inFilter(ref.system(), source.get().values())) {
      departures.left(delivery);
    } else if (!delivery.contract().carriesDocument()) {
      readOtherHalf(delivery);
    }
  }

  private Optional<RemoteRecord> read(Contract contract, RecordRef ref) {
    return engine
        .systems()
        .connector(ref.system())
        .reader()
        .read(ref, contract.selection(ref.system()));
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
