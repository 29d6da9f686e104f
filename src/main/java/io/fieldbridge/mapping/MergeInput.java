package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.CanonicalRecord;

/**
 * Both sides as they are and as they were when last in step.
 *
 * @param source the record whose change is carried
 * @param target the other half as it is now, or null where it is still to be created
 * @param sourceBase canonical values as the source returned them when last in step, or null
 * @param targetBase the same of the target, or null
 * @param sourceEdits when the source was edited, for rows where the newest counts
 * @param targetEdits the same of the target
 */
public record MergeInput(
    CanonicalRecord source,
    CanonicalRecord target,
    ObjectNode sourceBase,
    ObjectNode targetBase,
    EditTimes sourceEdits,
    EditTimes targetEdits) {

  /** The same where nobody knows when the two were edited. */
  public MergeInput(
      CanonicalRecord source,
      CanonicalRecord target,
      ObjectNode sourceBase,
      ObjectNode targetBase) {
    this(source, target, sourceBase, targetBase, EditTimes.UNKNOWN, EditTimes.UNKNOWN);
  }
}
