package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;

/**
 * {@code sync:refresh}: has another flow carry a record over again that this delivery has changed
 * without its feed telling. Posting an invoice moves the customer's balance but not the stamp by
 * which the customer is polled (G8, G11).
 */
final class RefreshStep implements Step {

  private final Engine engine;
  private final String flow;
  private final String field;

  /**
   * @param flow the flow that keeps the record
   * @param field the canonical field of this flow's contract that refers to it
   */
  RefreshStep(Engine engine, String flow, String field) {
    this.engine = engine;
    this.flow = flow;
    this.field = field;
  }

  @Override
  public void run(Delivery delivery) {
    JsonNode id = delivery.sourceValues().fields().get(field);
    Contract other = engine.contracts().find(flow).orElseThrow();
    if (!delivery.hasChanged() || id == null || !id.isTextual()) {
      return;
    }
    RecordRef crm = new RecordRef(other.crm(), other.object(other.crm()), id.textValue());
    engine.state().links().find(flow, crm).ifPresent(link -> refresh(delivery, other, link));
  }

  private void refresh(Delivery delivery, Contract other, Link link) {
    delivery.remember(
        () ->
            engine
                .arrivals()
                .pull(other, link.erp().ref(), delivery.message(), engine.clock().instant()));
  }
}
