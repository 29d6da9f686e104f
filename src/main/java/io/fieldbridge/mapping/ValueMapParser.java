package io.fieldbridge.mapping;

import io.fieldbridge.mapping.ValueMap.Unmapped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code values}, {@code in}, {@code out} and what goes with them. */
final class ValueMapParser {

  private final Problems problems;
  private final ValueLists lists;

  ValueMapParser(Problems problems, ValueLists lists) {
    this.problems = problems;
    this.lists = lists;
  }

  /** The value map of a side, or null where it has none. */
  ValueMap parse(Section side, boolean twoWay) {
    Map<String, String> both = pairs(side, "values");
    Map<String, String> in = pairs(side, "in");
    Map<String, String> out = pairs(side, "out");
    Unmapped unmapped = side.choice("unmapped", Unmapped.REJECT);
    String defaultIn = side.text("default-in").orElse("");
    String defaultOut = side.text("default-out").orElse("");
    if (!side.has("values") && !side.has("in") && !side.has("out")) {
      if (side.has("unmapped") || side.has("default-in") || side.has("default-out")) {
        problems.add(side.line(), "a default without a value map", "Add values:, in: or out:");
      }
      return null;
    }
    if (unmapped == Unmapped.DEFAULT && defaultIn.isEmpty() && defaultOut.isEmpty()) {
      problems.add(side.line("unmapped"), "no default is named", "Add default-in: or default-out:");
    }
    if (side.has("values") && (side.has("in") || side.has("out"))) {
      problems.add(side.line("values"), "values: together with in: or out:", "Use one form");
    }
    in.putAll(turned(side, both, twoWay));
    out.putAll(both);
    return new ValueMap(in, out, unmapped, defaultIn, defaultOut);
  }

  /** Written here, or by the name of a shared list. */
  private Map<String, String> pairs(Section side, String key) {
    Optional<YamlValue> value = side.value(key);
    if (value.isPresent() && value.get().isText()) {
      String name = value.get().text().strip();
      if (!lists.names().contains(name)) {
        problems.unknown(side.line(key), "list", name, lists.names());
      }
      return new LinkedHashMap<>(lists.get(name));
    }
    return value.map(YamlValue::section).map(ValueLists::pairs).orElseGet(LinkedHashMap::new);
  }

  /** The vendor's value to the canonical one; of two that are the same, one way would be lost. */
  private Map<String, String> turned(Section side, Map<String, String> both, boolean twoWay) {
    Map<String, String> turned = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    both.forEach(
        (canonical, vendor) -> {
          String before = turned.putIfAbsent(vendor, canonical);
          if (before != null && twoWay) {
            problems.add(
                side.line("values"),
                "'" + before + "' and '" + canonical + "' are both written as '" + vendor + "'",
                "A two-way map needs a different value for each; else use in: and out:");
          }
        });
    return turned;
  }
}
