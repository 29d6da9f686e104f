package io.fieldbridge.connector.salesforce;

import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;

/** Salesforce's record ids: 15 characters that mind the case, or 18 that do not. */
final class SalesforceId {

  private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final int SHORT = 15;
  private static final int LONG = 18;

  private SalesforceId() {}

  static boolean valid(String id) {
    return (id.length() == SHORT || id.length() == LONG)
        && id.chars().allMatch(SalesforceId::alphanumeric);
  }

  /**
   * The 18 character form of an id.
   *
   * @throws ContractException if it is none
   */
  static String of(String id) {
    if (!valid(id)) {
      throw new ContractException(
          Reason.of(
              "malformed-id",
              "'" + shown(id) + "' is no Salesforce record id.",
              "A record id has 15 or 18 letters and digits; check the column that gives it."));
    }
    return id.length() == LONG ? id : id + suffix(id);
  }

  private static String suffix(String id) {
    StringBuilder suffix = new StringBuilder();
    for (int group = 0; group < SHORT; group += 5) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char character = id.charAt(group + i);
        if (character >= 'A' && character <= 'Z') {
          bits |= 1 << i;
        }
      }
      suffix.append(CHECK.charAt(bits));
    }
    return suffix.toString();
  }

  private static boolean alphanumeric(int character) {
    return character >= '0' && character <= '9'
        || character >= 'A' && character <= 'Z'
        || character >= 'a' && character <= 'z';
  }

  private static String shown(String id) {
    return id.length() > 40 ? id.substring(0, 40) + "..." : id;
  }
}
