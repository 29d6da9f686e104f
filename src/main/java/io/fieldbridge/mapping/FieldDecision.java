package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What was decided about one field, and why.
 *
 * @param field the canonical name
 * @param system where the value is written, or would have been
 * @param before the canonical value there now; null where the record does not tell it
 * @param after the canonical value of the other side
 */
public record FieldDecision(
    String field, Kind kind, String system, JsonNode before, JsonNode after) {

  /** Why a value is written or not. */
  public enum Kind {
    /** It was changed on the other side, whose word counts. */
    CARRIED("carried over"),
    /** Somebody edited what the other side owns; the owner's value comes back. */
    PUT_RIGHT("put right, the other side owns it"),
    /** Somebody edited what the other side owns, and the contract lets it stand. */
    IGNORED("left as edited, not carried over"),
    /** Both sides changed it, and the contract says whose value stays. */
    CONFLICT("changed on both sides, decided by the contract"),
    /** Both sides changed it, and the contract lets the later edit stay. */
    NEWEST("changed on both sides, the later edit stays"),
    /** Both sides changed it, and the contract wants a person to decide. */
    UNDECIDED("changed on both sides, a person has to decide");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  /** For people: which field, where, from what to what, and why. */
  public String words() {
    String arrow = kind == Kind.IGNORED || kind == Kind.UNDECIDED ? " stays, other side " : " -> ";
    return field
        + " in "
        + system
        + ": "
        + shown(before)
        + arrow
        + shown(after)
        + ", "
        + kind.words;
  }

  private static String shown(JsonNode value) {
    if (value == null || value.isNull()) {
      return "(empty)";
    }
    return value.isNumber() ? value.decimalValue().toPlainString() : "'" + value.asText() + "'";
  }
}
