package io.fieldbridge.breaker;

import java.util.Locale;

/** What a flow does to a record that both sides have. */
public enum Deed {
  /** Fields of its other half are written. */
  CHANGE("changed"),
  /** It was deleted or left the filter, and its other half is blocked, unlinked or asked about. */
  REMOVAL("deleted, blocked or unlinked");

  private final String words;

  Deed(String words) {
    this.words = words;
  }

  /** What becomes of the record, for people. */
  public String words() {
    return words;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Deed of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
