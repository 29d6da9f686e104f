package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.connector.Probe;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.RemoteRecord;
import java.time.Duration;
import java.util.List;

/** Looks for what an unanswered creation may have left: documents and customers. */
final class BusinessCentralProbe implements Probe {

  private static final String REFERENCE = "externalDocumentNumber";

  private final DocumentProbe documents;
  private final CustomerProbe customers;

  BusinessCentralProbe(
      BusinessCentralRecordReader reader, CustomerMarks marks, Duration clockTolerance) {
    this.documents = new DocumentProbe(reader, clockTolerance);
    this.customers = new CustomerProbe(reader, marks, clockTolerance);
  }

  /**
   * @throws ContractException for a document without a reference
   */
  @Override
  public List<RemoteRecord> look(Creation creation) {
    if (!DocumentProbe.LINES_BY_SET.containsKey(creation.object())) {
      return customers.look(creation);
    }
    String reference = creation.values().path(REFERENCE).asText(creation.reference());
    if (reference.isBlank()) {
      throw new ContractException(
          new Reason(
              "reference-missing",
              REFERENCE,
              creation.object()
                  + " was to be created without a reference of ours, so it cannot be"
                  + " told from others.",
              "Let the contract write " + REFERENCE + "."));
    }
    return documents.look(
        new Creation(
            creation.object(), reference, creation.values(), creation.since(), creation.linked()));
  }
}
