package io.fieldbridge.sandbox.salesforce.schema;

import io.fieldbridge.sandbox.salesforce.formula.Formula;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One object of the org. Field and relationship names are found in any case. */
public final class ObjectType {

  /** A lookup of another object to this one; {@code name} is null where it cannot be queried. */
  public record Child(ObjectType object, Field field, String name) {}

  private final String name;
  private final String prefix;
  private final boolean event;
  private final boolean createable;
  private final boolean updateable;
  private final ObjectLine line;
  private final Set<String> abilities;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Field> asWritten = new HashMap<>();
  private final Map<String, Field> relationships = new HashMap<>();
  private final List<Child> children = new ArrayList<>();
  private final List<RollUp> rollUps;
  private final Map<String, Formula> formulas;
  private final List<Field> sums = new ArrayList<>();
  private final List<Field> summedThrough = Collections.unmodifiableList(sums);

  ObjectType(String name, ObjectLine line, Collection<Field> fields) {
    this(name, line, fields, abilities(line));
  }

  private ObjectType(
      String name, ObjectLine line, Collection<Field> fields, Set<String> abilities) {
    this.name = name;
    this.prefix = line.text("prefix");
    this.event = name.endsWith("__e");
    this.line = line;
    this.abilities = abilities;
    this.createable = abilities.contains("create");
    this.updateable = abilities.contains("edit");
    this.rollUps = line.rollUps();
    this.formulas = line.formulas();
    for (Field field : fields) {
      this.fields.put(lower(field.name()), field);
      asWritten.put(field.name(), field);
      if (field.reference() != null) {
        relationships.put(lower(field.reference().relationship()), field);
      }
    }
  }

  private static Set<String> abilities(ObjectLine line) {
    Set<String> abilities = new HashSet<>(Set.of("read", "edit"));
    if (line.is("createable")) {
      abilities.add("create");
    }
    if (line.is("deletable")) {
      abilities.add("delete");
    }
    return abilities;
  }

  ObjectType seenBy(Sight sight) {
    List<Field> seen = new ArrayList<>();
    for (Field field : fields.values()) {
      if (sight.sees(this, field)) {
        seen.add(sight.writes(this, field) ? field : field.readOnly());
      }
    }
    Set<String> allowed = new HashSet<>(abilities);
    allowed.removeIf(ability -> !sight.sees(this, ability));
    return new ObjectType(name, line, seen, allowed);
  }

  void add(Child child) {
    children.add(child);
    boolean summed =
        child.field().is(Trait.CASCADE)
            && rollUps.stream().anyMatch(one -> one.object().equals(child.object().name()));
    if (summed) {
      child.object().sums.add(child.field());
    }
  }

  public String name() {
    return name;
  }

  /** In words; null where the metadata gives none. */
  public String label() {
    return line.text("label");
  }

  public String plural() {
    return line.text("plural") == null ? name + "s" : line.text("plural");
  }

  public String prefix() {
    return prefix;
  }

  public boolean createable() {
    return createable;
  }

  public boolean updateable() {
    return updateable;
  }

  /** Whether it is a platform event ({@code X__e}): created records are published, not kept. */
  public boolean isEvent() {
    return event;
  }

  public boolean deletable() {
    return abilities.contains("delete");
  }

  /** Whether deleted records go to the recycle bin, instead of being gone at once. */
  public boolean recycled() {
    return line.is("recycled");
  }

  /** The lookup whose record gives this one its currency; null where it has its own or none. */
  public String currencyParent() {
    return line.currencyParent();
  }

  public List<ValidationRule> validationRules() {
    return line.validationRules();
  }

  public List<DuplicateRule> duplicateRules() {
    return line.duplicateRules();
  }

  /** The names of the record types beside the master one. */
  public List<String> recordTypes() {
    return line.recordTypes();
  }

  /** The formula of a field; null where it has none. */
  public Formula formula(Field field) {
    return formulas.get(field.name());
  }

  /** The formulas of fields, by name. */
  Map<String, Formula> formulas() {
    return formulas;
  }

  /** The fields of this object that sum up its details. */
  public List<RollUp> rollUps() {
    return rollUps;
  }

  /** The lookups to masters that sum up this object. */
  public List<Field> summedThrough() {
    return summedThrough;
  }

  /** The names of the fields that the platform keeps, without the id. */
  public Set<String> systemFields() {
    return fields().stream()
        .filter(field -> field.is(Trait.SYSTEM) && field.type() != FieldType.ID)
        .map(Field::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  public Collection<Field> fields() {
    return Collections.unmodifiableCollection(fields.values());
  }

  /** Null where there is no such field. */
  public Field field(String fieldName) {
    Field field = asWritten.get(fieldName);
    return field == null ? fields.get(lower(fieldName)) : field;
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
