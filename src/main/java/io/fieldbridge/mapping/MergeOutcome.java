package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has to be written on each side so that both agree.
 *
 * @param toTarget canonical values by field, in the contract's order; JSON null clears
 * @param toSource the same for the source: what the other side owns, or what is put right
 * @param decisions why, for the journal
 */
public record MergeOutcome(
    Map<String, JsonNode> toTarget, Map<String, JsonNode> toSource, List<FieldDecision> decisions) {

  public MergeOutcome {
    toTarget = Collections.unmodifiableMap(new LinkedHashMap<>(toTarget));
    toSource = Collections.unmodifiableMap(new LinkedHashMap<>(toSource));
    decisions = List.copyOf(decisions);
  }

  /** Whether a person has to decide about some field before anything is written. */
  public boolean undecided() {
    return decisions.stream().anyMatch(one -> one.kind() == FieldDecision.Kind.UNDECIDED);
  }

  /** Whether both sides already agree. */
  public boolean nothingToWrite() {
    return toTarget.isEmpty() && toSource.isEmpty();
  }
}
