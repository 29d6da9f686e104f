package io.fieldbridge.sandbox.businesscentral;

import io.fieldbridge.sandbox.businesscentral.Switches.Switch;
import java.util.Locale;
import java.util.Map;

/**
 * How a tenant reads filters.
 *
 * @param newer {@code in} and functions within functions are known, as in schema version 2.1
 * @param ignoresCase texts are compared without regard to case
 */
record Dialect(boolean newer, boolean ignoresCase) {

  static Dialect of(Switches switches) {
    return new Dialect(
        !switches.on(Switch.IN_NEEDS_SCHEMA_VERSION), switches.on(Switch.TEXT_IGNORES_CASE));
  }

  /** The dialect of one call, which may name the schema version. */
  Dialect of(Map<String, String> parameters) {
    return new Dialect(newer || "2.1".equals(parameters.get("$schemaversion")), ignoresCase);
  }

  /** Whether the case of a property's letters counts for nothing. */
  boolean folds(Property property) {
    return ignoresCase && property.kind() == Kind.TEXT;
  }

  static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
