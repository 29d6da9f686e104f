package io.fieldbridge.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.data.Org;
import io.fieldbridge.sandbox.salesforce.events.CurrentValues;
import io.fieldbridge.sandbox.salesforce.query.RecordView;
import io.fieldbridge.sandbox.salesforce.query.SoqlQueries;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of the org as enriched and filtered channels see them. */
final class LiveValues implements CurrentValues {

  private static final Logger LOG = LoggerFactory.getLogger(LiveValues.class);
  private static final RecordView ANY = new RecordView("62.0");

  private final Org org;
  private final SoqlQueries queries;

  LiveValues(Org org) {
    this.org = org;
    this.queries = new SoqlQueries(org);
  }

  @Override
  public ObjectNode of(String entity, String recordId) {
    return org.table(org.schema().require(entity)).row(recordId);
  }

  /** A filter that cannot be read lets nothing pass, and says so in the log. */
  @Override
  public boolean meets(String entity, String recordId, String condition) {
    String statement =
        "SELECT Id FROM " + entity + " WHERE Id = '" + recordId + "' AND (" + condition + ")";
    try {
      return queries.run(statement, true, ANY).totalSize() > 0;
    } catch (SalesforceError wrong) {
      LOG.warn("filter of {}: {}: {}", entity, condition, wrong.getMessage());
      return false;
    }
  }
}
