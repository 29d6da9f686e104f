package io.fieldbridge.operator;

import io.fieldbridge.model.RecordRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What matching needs to know of one record.
 *
 * @param ref which record
 * @param number what people call it in its own system, or empty
 * @param version the vendor's version tag
 * @param editedAt when it was last edited
 * @param name its name by the contract, or empty
 * @param keys its value for each match key of the contract, in their order; empty texts for none
 * @param standing what else is known of it
 */
record Candidate(
    RecordRef ref,
    String number,
    String version,
    Instant editedAt,
    String name,
    List<String> keys,
    Standing standing) {

  /**
   * @param linked it has its other half already
   * @param inFilter the flow is about it
   * @param problem why it cannot be carried over as it is
   */
  record Standing(boolean linked, boolean inFilter, Optional<String> problem) {}

  boolean linked() {
    return standing.linked();
  }

  boolean inFilter() {
    return standing.inFilter();
  }
}
