package io.fieldbridge.sandbox.businesscentral;

import java.util.Set;
import java.util.function.Function;

/** A condition on a row, and the properties that it looks at. */
record Filter(Set<String> properties, Condition condition) {

  static final Filter ALL = new Filter(Set.of(), values -> true);

  /** Decides on a row, given as its values by property name. */
  interface Condition {
    boolean holds(Function<String, Object> values);
  }

  boolean matches(Function<String, Object> values) {
    return condition.holds(values);
  }
}
