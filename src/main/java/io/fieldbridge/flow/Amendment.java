package io.fieldbridge.flow;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.util.Optional;

/**
 * A change of a document that is in the target already. What says the same as when it was sent is
 * left alone; what differs is for a person, for the target's document may be posted.
 */
final class Amendment {

  private final Engine engine;

  Amendment(Engine engine) {
    this.engine = engine;
  }

  void run(Delivery delivery) {
    Link link = delivery.link().orElseThrow();
    if (!Snapshot.same(delivery.payload(), link.crm().base())) {
      throw changed(delivery, link);
    }
    RecordRef ref = link.erp().ref();
    Connector target = engine.systems().connector(ref.system());
    Optional<RemoteRecord> there =
        target.reader().read(ref, delivery.contract().selection(ref.system()));
    if (there.isPresent()) {
      delivery.target(there.get());
    } else {
      delivery.end(new Verdict.Skipped("no-change"));
    }
  }

  private static RecordRejectedException changed(Delivery delivery, Link link) {
    return new RecordRejectedException(
        Reason.of(
            "changed-after-order",
            delivery.message().record()
                + " was changed after it became "
                + link.erp().ref().object()
                + " "
                + link.erp().number()
                + " in the ERP.",
            "Bring the document in the ERP in line by hand (or by a credit memo where it is posted),"
                + " then discard this message."));
  }
}
