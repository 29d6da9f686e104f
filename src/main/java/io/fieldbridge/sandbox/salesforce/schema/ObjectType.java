package io.fieldbridge.sandbox.salesforce.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One object of the org. Field and relationship names are found in any case. */
public final class ObjectType {

  /** A lookup of another object to this one; {@code name} is null where it cannot be queried. */
  public record Child(ObjectType object, Field field, String name) {}

  private final String name;
  private final String plural;
  private final String prefix;
  private final boolean deletable;
  private final String currencyParent;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Field> relationships = new HashMap<>();
  private final List<Child> children = new ArrayList<>();

  ObjectType(String name, ObjectLine line, Collection<Field> fields) {
    this.name = name;
    this.plural = line.plural() == null ? name + "s" : line.plural();
    this.prefix = line.prefix();
    this.deletable = line.deletable();
    this.currencyParent = line.currencyParent();
    for (Field field : fields) {
      this.fields.put(lower(field.name()), field);
      if (field.reference() != null) {
        relationships.put(lower(field.reference().relationship()), field);
      }
    }
  }

  void add(Child child) {
    children.add(child);
  }

  public String name() {
    return name;
  }

  public String plural() {
    return plural;
  }

  public String prefix() {
    return prefix;
  }

  /** Whether it is a platform event ({@code X__e}): created records are published, not kept. */
  public boolean isEvent() {
    return name.endsWith("__e");
  }

  public boolean deletable() {
    return deletable;
  }

  /** The lookup whose record gives this one its currency; null where it has its own or none. */
  public String currencyParent() {
    return currencyParent;
  }

  public Collection<Field> fields() {
    return Collections.unmodifiableCollection(fields.values());
  }

  /** Null where there is no such field. */
  public Field field(String fieldName) {
    return fields.get(lower(fieldName));
  }

  /** The lookup behind a parent relationship such as {@code Account}; null where there is none. */
  public Field parent(String relationship) {
    return relationships.get(lower(relationship));
  }

  /** The lookups of other objects to this one. */
  public List<Child> children() {
    return Collections.unmodifiableList(children);
  }

  /** The child relationship of that name; null where there is none. */
  public Child child(String relationship) {
    return children.stream()
        .filter(child -> relationship.equalsIgnoreCase(child.name()))
        .findFirst()
        .orElse(null);
  }

  @Override
  public String toString() {
    return name;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
