package io.fieldbridge.mapping;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which value here is which value there. Values are compared without regard to case, for codes come
 * back in capitals.
 *
 * @param in the vendor's value to the canonical one
 * @param out the canonical value to the vendor's
 * @param unmapped what becomes of a value that is not listed
 * @param defaultIn the canonical value that stands for all others, or empty
 * @param defaultOut the vendor's value that stands for all others, or empty
 */
record ValueMap(
    Map<String, String> in,
    Map<String, String> out,
    Unmapped unmapped,
    String defaultIn,
    String defaultOut) {

  enum Unmapped {
    REJECT,
    PASS,
    DEFAULT
  }

  ValueMap {
    in = caseless(in);
    out = caseless(out);
  }

  private static Map<String, String> caseless(Map<String, String> values) {
    Map<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(values);
    return sorted;
  }

  /** The canonical value; empty where it is refused. */
  Optional<String> read(String vendor) {
    return mapped(in, vendor, defaultIn);
  }

  /** The vendor's value; empty where it is refused. */
  Optional<String> written(String canonical) {
    return mapped(out, canonical, defaultOut);
  }

  private Optional<String> mapped(Map<String, String> map, String value, String other) {
    String found = map.get(value);
    if (found != null) {
      return Optional.of(found);
    }
    return switch (unmapped) {
      case PASS -> Optional.of(value);
      case DEFAULT -> Optional.of(other).filter(text -> !text.isEmpty());
      case REJECT -> Optional.empty();
    };
  }
}
