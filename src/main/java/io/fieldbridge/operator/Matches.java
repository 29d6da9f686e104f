package io.fieldbridge.operator;

import java.util.List;

/**
 * Who is whose twin.
 *
 * @param twins pairs that one key names beyond doubt
 * @param alone records that have no twin, in the flow's filter, of either side
 * @param doubtful records that a person has to look at
 * @param outside how many records without a link the flow is not about
 */
record Matches(List<Twins> twins, List<Candidate> alone, List<Doubt> doubtful, int outside) {

  Matches {
    twins = List.copyOf(twins);
    alone = List.copyOf(alone);
    doubtful = List.copyOf(doubtful);
  }

  /**
   * @param why the key and the value that both hold
   */
  record Twins(Candidate crm, Candidate erp, String why) {}

  /**
   * @param others who it may be, on the other side
   * @param why what speaks for it, and what against it
   */
  record Doubt(Candidate candidate, List<Candidate> others, String why) {}
}
