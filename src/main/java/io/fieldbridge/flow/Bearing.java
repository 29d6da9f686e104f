package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.Probe;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.List;

/** Documents that bear our reference, whoever has made, posted or forgotten them. */
final class Bearing {

  private Bearing() {}

  static List<RemoteRecord> of(Connector target, String object, String reference) {
    return target
        .probe()
        .look(
            new Probe.Creation(
                object,
                reference,
                JsonNodeFactory.instance.objectNode(),
                Instant.EPOCH,
                ref -> false));
  }
}
