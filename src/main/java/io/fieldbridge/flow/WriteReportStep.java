package io.fieldbridge.flow;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.effect.OwnWrite;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code sync:write-report}: sets the reported fields of a record. Safe to repeat. What was
 * reported last and is still shown is not written again: two deliveries of one record often say the
 * same within a second.
 */
final class WriteReportStep implements Step {

  /** Longer than a report waits behind another one of its record, unless the CRM is away. */
  private static final Duration LATELY = Duration.ofMinutes(10);

  private final Engine engine;

  WriteReportStep(Engine engine) {
    this.engine = engine;
  }

  @Override
  public void run(Delivery delivery) {
    Change report = delivery.message().change();
    Connector crm = engine.systems().connector(report.record().system());
    if (isReported(report) && isShown(crm, report)) {
      delivery.end(new Verdict.Skipped("shown"));
      return;
    }
    try {
      engine.ownUpdates().set(report.record(), report.values());
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

  private boolean isReported(Change report) {
    Instant since = engine.state().store().now().minus(LATELY);
    List<OwnWrite> writes = engine.state().effects().recent(report.record(), since);
    return report.values().properties().stream()
        .allMatch(field -> OwnValues.written(field, writes));
  }

  /** What was noted need not have arrived, and a person may have changed it since. */
  private static boolean isShown(Connector crm, Change report) {
    Set<String> fields = new TreeSet<>();
    report.values().fieldNames().forEachRemaining(fields::add);
    return crm.reader()
        .read(report.record(), new Selection(fields, Map.of()))
        .filter(
            shown ->
                report.values().properties().stream()
                    .allMatch(
                        field ->
                            OwnValues.same(field.getValue(), shown.values().path(field.getKey()))))
        .isPresent();
  }
}
