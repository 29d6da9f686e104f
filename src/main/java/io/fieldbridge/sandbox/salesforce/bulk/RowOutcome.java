package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;

/** What became of one row; {@code error} is null where it was done. */
record RowOutcome(String id, boolean created, SalesforceError error) {

  /** Of a row that nobody came to. */
  static final RowOutcome UNPROCESSED = new RowOutcome("", false, null);

  static RowOutcome done(String id, boolean created) {
    return new RowOutcome(id, created, null);
  }

  boolean failed() {
    return error != null;
  }
}
