package io.fieldbridge.sandbox.salesforce.schema;

import io.fieldbridge.sandbox.salesforce.formula.Formula;
import io.fieldbridge.sandbox.salesforce.formula.FormulaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An object as its metadata files describe it, before the standard fields are added. */
record ObjectLine(
    Map<String, Object> keys,
    Map<String, String> fields,
    List<ValidationRule> validationRules,
    List<DuplicateRule> duplicateRules,
    List<String> recordTypes) {

  private static final String PARENT = "parent(";
  private static final Set<String> KEYS =
      Set.of(
          "prefix",
          "label",
          "plural",
          "owner",
          "currency",
          "createable",
          "deletable",
          "recycled",
          "recordTypes",
          "validationRules",
          "duplicateRules",
          "fields");

  /**
   * @throws IllegalArgumentException where a key or rule is wrong
   */
  static ObjectLine read(String name, Map<String, Object> yaml) {
    for (String key : yaml.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            name + ": unknown key '" + key + "', known: " + KEYS.stream().sorted().toList());
      }
    }
    try {
      return new ObjectLine(
          yaml,
          fields(yaml),
          entries(yaml, "validationRules").stream().map(ValidationRule::read).toList(),
          entries(yaml, "duplicateRules").stream().map(DuplicateRule::read).toList(),
          list(yaml, "recordTypes").stream().map(Object::toString).toList());
    } catch (FormulaException | IllegalArgumentException wrong) {
      throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Map<String, String> fields(Map<String, Object> yaml) {
    Map<String, String> fields = new LinkedHashMap<>();
    Object named = yaml.getOrDefault("fields", Map.of());
    if (!(named instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("fields must have names with a line each, not: " + named);
    }
    map.forEach((name, line) -> fields.put(name.toString(), String.valueOf(line)));
    fields.forEach((name, line) -> new FieldLine(name, line).fields());
    return fields;
  }

  private static List<Map<?, ?>> entries(Map<String, Object> yaml, String key) {
    List<Map<?, ?>> entries = new ArrayList<>();
    for (Object entry : list(yaml, key)) {
      if (!(entry instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException(key + " must list entries with keys, not " + entry);
      }
      entries.add(map);
    }
    return entries;
  }

  private static List<?> list(Map<String, Object> yaml, String key) {
    Object value = yaml.getOrDefault(key, List.of());
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(key + " must be a list, not " + value);
  }

  /** The same object with what a later file adds. */
  ObjectLine with(ObjectLine later) {
    Map<String, Object> allKeys = new LinkedHashMap<>(keys);
    allKeys.putAll(later.keys);
    Map<String, String> allFields = new LinkedHashMap<>(fields);
    allFields.putAll(later.fields);
    return new ObjectLine(
        allKeys,
        allFields,
        both(validationRules, later.validationRules),
        both(duplicateRules, later.duplicateRules),
        both(recordTypes, later.recordTypes));
  }

  ObjectLine withPrefix(String prefix) {
    Map<String, Object> more = new LinkedHashMap<>(keys);
    more.put("prefix", prefix);
    return new ObjectLine(more, fields, validationRules, duplicateRules, recordTypes);
  }

  private static <T> List<T> both(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** The formulas of fields, by name. */
  Map<String, Formula> formulas() {
    Map<String, Formula> formulas = new LinkedHashMap<>();
    fields.forEach(
        (name, line) ->
            FormulaLine.formula(name, line).ifPresent(formula -> formulas.put(name, formula)));
    return formulas;
  }

  List<RollUp> rollUps() {
    return fields.entrySet().stream()
        .flatMap(field -> RollUp.read(field.getKey(), field.getValue()).stream())
        .toList();
  }

  /** Null where the file gives none. */
  String text(String key) {
    Object value = keys.get(key);
    return value == null ? null : value.toString();
  }

  /** True unless the file says false. */
  boolean is(String key) {
    return !Boolean.FALSE.equals(keys.get(key));
  }

  String currency() {
    return text("currency") == null ? "none" : text("currency");
  }

  String currencyParent() {
    return currency().startsWith(PARENT)
        ? currency().substring(PARENT.length(), currency().length() - 1)
        : null;
  }
}
