package io.fieldbridge.flow;

import io.fieldbridge.model.Change;

/**
 * {@code sync:write-report}: sets the reported fields of a record. Safe to repeat. The write is
 * noted before it is sent, for its echo may come before we go on.
 */
final class WriteReportStep implements Step {

  private final Engine engine;

  WriteReportStep(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void run(Delivery delivery) {
    Change report = delivery.message().change();
    engine.state().effects().noteUpdate(report.record(), report.values());
    engine
        .systems()
        .connector(report.record().system())
        .writer()
        .update(report.record(), "", report.values());
    delivery.remember(
        () -> engine.history().tell(delivery, "reported", report.values().toString()));
  }
}
