package io.fieldbridge.connector.businesscentral;

/** What was asked for when something failed: the same answer means different things. */
enum Deed {
  READ("read", true),
  UPDATE("change", true),
  CREATE("create", false),
  ACT("run an action on", false);

  private final String verb;
  private final boolean repeatable;

  Deed(String verb, boolean repeatable) {
    this.verb = verb;
    this.repeatable = repeatable;
  }

  String verb() {
    return verb;
  }

  /** Whether doing it twice does no harm. */
  boolean repeatable() {
    return repeatable;
  }
}
