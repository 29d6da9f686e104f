package io.fieldbridge.flow;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Selection;

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
    Connector crm = engine.systems().connector(report.record().system());
    engine.state().effects().noteUpdate(report.record(), report.values());
    try {
      crm.writer().set(report.record(), report.values());
    } catch (RecordRejectedException refused) {
      if (crm.reader().read(report.record(), Selection.of()).isPresent()) {
        throw refused;
      }
      delivery.end(new Verdict.Skipped("gone"));
      return;
    }
    delivery.remember(
        () -> engine.history().tell(delivery, "reported", report.values().toString()));
  }
}
