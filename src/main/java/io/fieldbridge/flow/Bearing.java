package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Documents that bear our reference, whoever has made, posted or forgotten them. */
final class Bearing {

  private Bearing() {}

  static List<RemoteRecord> of(Connector target, String object, String reference) {
    return of(target, object, reference, ref -> false);
  }

  /**
   * @param linked whether a document already is the other half of something else
   */
  static List<RemoteRecord> of(
      Connector target, String object, String reference, Predicate<RecordRef> linked) {
    return target
        .probe()
        .look(
            new Probe.Creation(
                object, reference, JsonNodeFactory.instance.objectNode(), Instant.EPOCH, linked));
  }
}
