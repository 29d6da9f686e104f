package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.time.Instant;
import java.util.List;

/** A committed transaction with what it changed, in the order of first touch. */
public record Commit(Caller caller, Instant at, List<Change> changes) {

  /**
   * One record before and after; {@code before} is null where it was created. Rows hold no nulls: a
   * field that is absent is empty.
   */
  public record Change(ObjectType type, String id, ObjectNode before, ObjectNode after) {}
}
