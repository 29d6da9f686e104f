package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a contract.
 *
 * @param name the canonical name
 * @param line where it begins in the file
 * @param required whether a record without it is refused before it is sent
 * @param sides how each system keeps it, by system
 */
record FieldRule(
    String name,
    int line,
    FieldType type,
    boolean required,
    Ownership ownership,
    Policy policy,
    Map<String, SideRule> sides) {

  /**
   * @param when a predicate on the agreed canonical record, or null where {@code then} always holds
   * @param direction {@code both}, or the one direction in which the field may be written
   * @param onTie whose value stays where {@code onConflict} is the newest and none is newer
   * @param initial whether a record that is created for the owner begins with the other's value
   */
  record Ownership(
      Owner then,
      Formula when,
      Owner otherwise,
      OnConflict onConflict,
      OnConflict onTie,
      OnForeignEdit onForeignEdit,
      String direction,
      boolean initial) {

    Owner of(ObjectNode agreed) {
      if (when == null) {
        return then;
      }
      return when.holds(agreed) ? then : otherwise;
    }

    boolean always(Owner owner) {
      return then == owner && (when == null || otherwise == owner);
    }
  }

  /**
   * @param rounding {@code UNNECESSARY} refuses a number with more digits than are kept
   * @param companion the field, or the constant, that says which currency or unit the number is in
   * @param optional whether the row is left out where a system does not have its fields
   * @param onMissing what becomes of a record whose reference leads to one that is not linked
   * @param personal whether its values are masked wherever people and logs could see them
   * @param routine whether many records change in it at once as a matter of course
   */
  record Policy(
      TooLong tooLong,
      RoundingMode rounding,
      boolean clearsOnNull,
      String companion,
      boolean optional,
      OnMissing onMissing,
      boolean personal,
      boolean routine) {}

  enum OnConflict {
    CRM,
    ERP,
    PARK,
    NEWEST
  }

  enum OnMissing {
    PULL,
    WAIT,
    REJECT
  }

  enum OnForeignEdit {
    PUT_RIGHT,
    IGNORE
  }

  enum TooLong {
    UNDECIDED,
    CUT,
    REJECT
  }

  FieldRule with(Map<String, SideRule> others) {
    return new FieldRule(name, line, type, required, ownership, policy, others);
  }

  Optional<SideRule> side(String system) {
    return Optional.ofNullable(sides.get(system));
  }
}
