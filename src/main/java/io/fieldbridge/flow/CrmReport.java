package io.fieldbridge.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;

/**
 * What a record of the CRM is to show when the delivery ends.
 *
 * @param record in the CRM
 * @param values its fields, in the vendor's form
 */
record CrmReport(Status status, RecordRef record, ObjectNode values) {

  /** What people of the CRM read. */
  enum Status {
    ACCEPTED("Accepted by ERP"),
    PENDING("Pending ERP"),
    REJECTED("Rejected by ERP"),
    RETRY("Retry Required");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Whether it says that a person has to look. */
    boolean needsPerson() {
      return this == REJECTED || this == RETRY;
    }
  }
}
