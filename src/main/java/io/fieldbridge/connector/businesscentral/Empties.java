package io.fieldbridge.connector.businesscentral;

/** What stands for nothing in Business Central. */
final class Empties {

  static final String GUID = "00000000-0000-0000-0000-000000000000";
  static final String DATE = "0001-01-01";
  static final String INSTANT = "0001-01-01T00:00:00Z";
  static final String ENUM = "_x0020_";

  private Empties() {}

  static boolean contains(String text) {
    return text.isBlank()
        || text.equals(GUID)
        || text.equals(DATE)
        || text.equals(INSTANT)
        || text.equals(ENUM);
  }
}
