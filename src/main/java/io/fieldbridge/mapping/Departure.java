package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What becomes of a pair of which one half is deleted, or leaves the filter.
 *
 * @param rule what happens
 * @param values for {@code BLOCK} and {@code INACTIVATE} what is written to the other half, in that
 *     system's own fields; empty for the others
 * @param line where the contract says so, 0 where it says nothing
 */
public record Departure(Rule rule, ObjectNode values, int line) {

  /** {@code BLOCK} and {@code INACTIVATE} do the same; the word is for people and the journal. */
  public enum Rule {
    KEEP,
    UNLINK,
    ASK,
    BLOCK,
    INACTIVATE
  }

  static Departure of(Rule rule, int line) {
    return new Departure(rule, JsonNodeFactory.instance.objectNode(), line);
  }

  /** Whether something is written to the other half. */
  public boolean writes() {
    return rule == Rule.BLOCK || rule == Rule.INACTIVATE;
  }
}
