package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the records look now; asked at the commit, for channels that enrich their events. */
@FunctionalInterface
public interface CurrentValues {

  /** The record's fields by flat name; of a deleted record, as it was last. */
  ObjectNode of(String entity, String recordId);

  /** Whether a record meets a condition as after WHERE; of a deleted one, as it was last. */
  default boolean meets(String entity, String recordId, String condition) {
    return true;
  }
}
