package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;

/** Keys that people see: needed, and unique. */
final class UniqueKey {

  private UniqueKey() {}

  static void require(Draft draft, String property) {
    if (draft.text(property).isBlank()) {
      throw new VendorException(
          400, "BadRequest_RequiredParamNotProvided", "A \"" + property + "\" must be provided.");
    }
  }

  static void check(Transaction transaction, Draft draft, String property, Object value) {
    boolean taken =
        transaction
            .company()
            .byKey(draft.set(), value)
            .filter(row -> !row.id().equals(draft.id()))
            .isPresent();
    if (taken) {
      throw taken(transaction, draft.set(), property + "='" + value + "'");
    }
  }

  /** Whether another row of the same key of its set has the same value. */
  static boolean isTakenWithin(Transaction transaction, Draft draft, Object key, String property) {
    return transaction.company().where(draft.set(), key).stream()
        .filter(row -> !row.id().equals(draft.id()))
        .anyMatch(row -> row.get(property).equals(draft.get(property)));
  }

  static VendorException taken(Transaction transaction, String table, String key) {
    return new VendorException(
        transaction.switches().number(Switch.SAME_KEY_STATUS),
        "Internal_EntityWithSameKeyExists",
        "The record in table %s already exists. Identification fields and values: %s"
            .formatted(table, key));
  }

  /** Checks a number that the caller has chosen. */
  static void manual(Transaction transaction, Draft draft, Object value) {
    if (!transaction.switches().on(Switch.MANUAL_NUMBERS)) {
      throw VendorException.dialog(
          "You may not enter numbers manually. If you want to enter numbers manually, activate Manual Nos. in the number series of "
              + draft.set()
              + ".");
    }
    check(transaction, draft, "number", value);
  }
}
