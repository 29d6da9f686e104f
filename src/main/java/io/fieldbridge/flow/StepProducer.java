package io.fieldbridge.flow;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** Runs one step on the delivery that the exchange carries. */
final class StepProducer extends DefaultProducer {

  private final Step step;

  StepProducer(SyncEndpoint endpoint, Step step) {
    super(endpoint);
    this.step = step;
  }

  @Override
  public void process(Exchange exchange) {
    Delivery delivery = Delivery.of(exchange);
    step.run(delivery);
    delivery.show(exchange);
  }
}
