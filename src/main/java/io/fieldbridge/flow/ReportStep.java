package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.flow.CrmReport.Status;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Report;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code sync:report}: queues number, status and reason for the record in the CRM (G18, G19). The
 * report is stored in the transaction that ends the delivery and written from {@code inbox:report}.
 */
final class ReportStep implements Step {

  private static final int REASON_MAX = 255;

  /**
   * As Salesforce documents it for input, with the colon or the Z that its own answers lack ("Valid
   * Date and DateTime Formats"). It keeps whole seconds, and our echo has to say what we wrote.
   */
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'.000Z'").withZone(ZoneOffset.UTC);

  private final Engine engine;
  private final Status status;

  ReportStep(Engine engine, String status) {
    this.engine = engine;
    this.status = Status.valueOf(status.toUpperCase(java.util.Locale.ROOT));
  }

  /** Tells the record in the CRM that its message now needs a person, whatever the route said. */
  static void parked(Engine engine, Delivery delivery, Verdict.Parked verdict) {
    if (delivery.report().filter(told -> told.status().needsPerson()).isEmpty()) {
      delivery.failed(verdict.reason());
      new ReportStep(engine, verdict.shown().name()).run(delivery);
    }
  }

  @Override
  public void run(Delivery delivery) {
    if (delivery.contract() == null) {
      return; // a report that failed has nobody to report to
    }
    boolean fromCrm = delivery.sourceSystem().equals(delivery.contract().crm());
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    if (fromCrm && (status == Status.ACCEPTED || delivery.posted().isPresent())) {
      new ErpValues(engine).addTo(values, delivery);
    }
    if (status == Status.ACCEPTED && isKnown(delivery, values)) {
      delivery.end(new Verdict.Skipped("no-change"));
    } else {
      record(delivery).ifPresent(record -> queue(delivery, record, values, fromCrm));
    }
  }

  /** Nothing was written, and the record in the CRM shows all that there is to show. */
  private static boolean isKnown(Delivery delivery, ObjectNode values) {
    boolean nothingToShow = !delivery.contract().carriesDocument() || values.isEmpty();
    return !delivery.hasChanged()
        && delivery.back().isEmpty()
        && nothingToShow
        && !mayMislead(delivery);
  }

  /**
   * Whether the record in the CRM may not say how it stands: an earlier try may have written and
   * ended before it could report, or the record shows trouble that is over.
   */
  static boolean mayMislead(Delivery delivery) {
    return delivery.message().progress().claim() > 1 || showsTrouble(delivery);
  }

  /** Whether the record in the CRM still says that it waits, or needs a person. */
  private static boolean showsTrouble(Delivery delivery) {
    Contract contract = delivery.contract();
    boolean fromCrm = delivery.sourceSystem().equals(contract.crm());
    Optional<RemoteRecord> shown = fromCrm ? Optional.of(delivery.source()) : delivery.target();
    String status =
        shown.map(record -> record.values().path(contract.report().status()).asText("")).orElse("");
    return Stream.of(Status.PENDING, Status.REJECTED, Status.RETRY)
        .anyMatch(trouble -> trouble.words().equals(status));
  }

  private void queue(Delivery delivery, RecordRef record, ObjectNode values, boolean fromCrm) {
    addStatus(values, delivery, fromCrm);
    if (!values.isEmpty()) {
      delivery.report(new CrmReport(status, record, values));
    }
  }

  private void addStatus(ObjectNode values, Delivery delivery, boolean fromCrm) {
    Report fields = delivery.contract().report();
    Status shown = !fromCrm && status == Status.REJECTED ? Status.RETRY : status;
    put(values, fields.status(), shown.words());
    put(values, fields.reason(), status == Status.ACCEPTED ? null : reason(delivery));
    put(values, fields.at(), AT.format(engine.clock().instant()));
  }

  private static String reason(Delivery delivery) {
    String text = delivery.failure().map(Reason::text).orElse("");
    return text.length() > REASON_MAX ? text.substring(0, REASON_MAX - 1) + "…" : text;
  }

  private static void put(ObjectNode values, String field, String value) {
    if (!field.isEmpty()) {
      values.put(field, value);
    }
  }

  /** The record in the CRM: the source itself, or its other half where there is one. */
  private Optional<RecordRef> record(Delivery delivery) {
    Contract contract = delivery.contract();
    if (delivery.sourceSystem().equals(contract.crm())) {
      return Optional.of(delivery.message().record());
    }
    return delivery
        .target()
        .map(RemoteRecord::ref)
        .or(() -> linked(delivery).map(link -> link.crm().ref()));
  }

  /** A delivery that failed early has not even looked for its link. */
  private Optional<Link> linked(Delivery delivery) {
    return delivery
        .link()
        .or(
            () ->
                engine
                    .state()
                    .links()
                    .find(delivery.contract().flow(), delivery.message().record()));
  }
}
