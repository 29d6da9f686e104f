package io.fieldbridge.model;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What to read of a record.
 *
 * @param fields the vendor's field names; a dotted path goes through a parent relationship
 * @param children what to read of each child relationship
 */
public record Selection(Set<String> fields, Map<String, Selection> children) {

  public Selection {
    fields = Collections.unmodifiableSet(new TreeSet<>(fields));
    children = Collections.unmodifiableMap(new TreeMap<>(children));
  }

  public static Selection of(String... fields) {
    return new Selection(Set.of(fields), Map.of());
  }

  /** Both selections in one. */
  public Selection and(Selection other) {
    Set<String> allFields = new TreeSet<>(fields);
    allFields.addAll(other.fields);
    Map<String, Selection> allChildren = new TreeMap<>(children);
    other.children.forEach((name, child) -> allChildren.merge(name, child, Selection::and));
    return new Selection(allFields, allChildren);
  }
}
