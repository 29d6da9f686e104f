package io.fieldbridge.sandbox.salesforce.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** An object as its metadata file describes it, before the standard fields are added. */
record ObjectLine(
    String prefix,
    String plural,
    boolean owner,
    boolean deletable,
    String currency,
    Map<String, String> fields) {

  private static final String PARENT = "parent(";

  static ObjectLine read(Map<String, Object> yaml) {
    Map<String, String> fields = new LinkedHashMap<>();
    ((Map<?, ?>) yaml.get("fields"))
        .forEach((name, line) -> fields.put(name.toString(), line.toString()));
    return new ObjectLine(
        (String) yaml.get("prefix"),
        (String) yaml.get("plural"),
        !Boolean.FALSE.equals(yaml.get("owner")),
        !Boolean.FALSE.equals(yaml.get("deletable")),
        (String) yaml.getOrDefault("currency", "none"),
        fields);
  }

  /** The same object with the fields of a later file. */
  ObjectLine with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.putAll(more);
    return new ObjectLine(prefix, plural, owner, deletable, currency, all);
  }

  String currencyParent() {
    return currency.startsWith(PARENT)
        ? currency.substring(PARENT.length(), currency.length() - 1)
        : null;
  }
}
