package io.fieldbridge.sandbox.businesscentral;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an entity set looks like: its names, properties, navigations and actions, in order. */
final class EntityType {

  private final String set;
  private final String entity;
  private final Map<String, String> marks;
  private final Map<String, Property> properties = new LinkedHashMap<>();
  private final Map<String, Navigation> navigations = new LinkedHashMap<>();
  private final Set<String> actions = new LinkedHashSet<>();

  EntityType(String set, String entity, Map<String, String> marks) {
    this.set = set;
    this.entity = entity;
    this.marks = Map.copyOf(marks);
    if (!isQuery()) {
      boolean text = marks.containsKey("textkey");
      add(
          new Property(
              idName(),
              text ? Kind.TEXT : Kind.GUID,
              text ? 150 : 0,
              List.of(),
              !isScoped(),
              null));
    }
  }

  void add(Property property) {
    properties.put(property.name(), property);
  }

  void add(Navigation navigation) {
    navigations.put(navigation.name(), navigation);
  }

  void addAction(String name) {
    actions.add(name);
  }

  String set() {
    return set;
  }

  String entity() {
    return entity;
  }

  String idName() {
    return marks.getOrDefault("keyname", "id");
  }

  /** The property by which people know a row, and the default order; may be null. */
  String key() {
    return marks.get("key");
  }

  /** The property that names the parent without which the set is not listed; may be null. */
  String parent() {
    return marks.get("parent");
  }

  /** The property by which rows are looked up most. */
  String indexed() {
    return marks.getOrDefault("parent", marks.getOrDefault("by", marks.getOrDefault("key", "id")));
  }

  boolean readOnly() {
    return marks.containsKey("readonly");
  }

  boolean insertable() {
    return !readOnly() && !marks.containsKey("noinsert");
  }

  boolean changeable() {
    return !readOnly() && !marks.containsKey("noupdate");
  }

  /** Rows have neither key nor version. */
  boolean isQuery() {
    return marks.containsKey("query");
  }

  /** The id tells rows apart below one parent only. */
  boolean isScoped() {
    return marks.containsKey("scoped");
  }

  /** Whether subscriptions can be made for it. */
  boolean notifies() {
    return marks.containsKey("hook");
  }

  /** Whether a star at the end of a filter's text stands for anything. */
  boolean hasWildcards() {
    return marks.containsKey("wildcards");
  }

  /** The table that holds its rows. */
  String table() {
    return marks.getOrDefault("table", set);
  }

  /** Of a table shared by several sets: which of its rows this set shows; may be null. */
  String template() {
    return marks.get("template");
  }

  /** The property of a row that names its parent, where it is kept below one; may be null. */
  String owner() {
    return marks.getOrDefault("parent", marks.get("by"));
  }

  Map<String, Property> properties() {
    return properties;
  }

  Map<String, Navigation> navigations() {
    return navigations;
  }

  Set<String> actions() {
    return actions;
  }

  Property property(String name) {
    return properties.get(name);
  }

  /** The values of a row in which nothing is filled in. */
  Map<String, Object> empties() {
    Map<String, Object> values = new LinkedHashMap<>();
    properties.values().forEach(property -> values.put(property.name(), property.empty()));
    return values;
  }
}
