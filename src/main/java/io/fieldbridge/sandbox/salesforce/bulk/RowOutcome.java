package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.data.Records;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/**
 * What became of one row.
 *
 * @param named the id that the row itself names
 * @param saved the record of an upsert that was done, else null
 * @param error null where the row was done
 */
record RowOutcome(String named, Records.Upserted saved, boolean created, SalesforceError error) {

  /** Of a row that nobody came to. */
  static final RowOutcome UNPROCESSED = new RowOutcome("", null, false, null);

  static RowOutcome done(String id, boolean created) {
    return new RowOutcome(id, null, created, null);
  }

  static RowOutcome done(Records.Upserted saved) {
    return new RowOutcome("", saved, saved.created(), null);
  }

  static RowOutcome refused(String id, SalesforceError error) {
    return new RowOutcome(id, null, false, error);
  }

  boolean failed() {
    return error != null;
  }
}
