package io.fieldbridge.flow;

import io.fieldbridge.link.FlowMode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.DefaultProducer;

/** {@code inbox:<flow>} at the end of an intake route: stores the change, once. */
final class ArrivalProducer extends DefaultProducer {

  private final InboxEndpoint endpoint;
  private final Engine engine;

  ArrivalProducer(InboxEndpoint endpoint, Engine engine) {
    super(endpoint);
    this.endpoint = endpoint;
    this.engine = engine;
  }

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException {
    Change change = exchange.getMessage().getMandatoryBody(Change.class);
    Contract contract =
        engine
            .contracts()
            .find(endpoint.getName())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "inbox:" + endpoint.getName() + " has no contract of that name"));
    if (engine.state().modes().mode(contract.flow()) == FlowMode.OFF) {
      return; // an approval finds by matching and comparing what comes meanwhile
    }
    RecordRef root = exchange.getVariable(InboxEndpoint.ROOT, change.record(), RecordRef.class);
    engine.arrivals().receive(contract, endpoint.getDirection(), root, change);
  }
}
