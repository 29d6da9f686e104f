package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/**
 * What became of one row.
 *
 * @param named the id that the row itself names
 * @param error null where the row was done
 */
record RowOutcome(String named, boolean created, SalesforceError error) {

  /** Of a row that nobody came to. */
  static final RowOutcome UNPROCESSED = new RowOutcome("", false, null);

  static RowOutcome done(String id, boolean created) {
    return new RowOutcome(id, created, null);
  }

  static RowOutcome refused(String id, SalesforceError error) {
    return new RowOutcome(id, false, error);
  }

  boolean failed() {
    return error != null;
  }
}
