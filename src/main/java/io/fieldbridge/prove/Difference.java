package io.fieldbridge.prove;

/**
 * Something that is not as it has to be.
 *
 * @param about name of the company or id of the work order; empty where it is neither
 */
record Difference(Kind kind, String about, String text) {

  enum Kind {
    LOST,
    DOUBLED,
    OUT_OF_ORDER,
    VALUE,
    STATUS,
    HELD,
    LOG
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ": " + text;
  }
}
