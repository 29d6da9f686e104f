package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rows of one object by id, with indexes on lookups, unique fields and external ids. Rows are
 * never changed in place. Guarded by the org's lock.
 */
public final class Table {

  private final Map<String, ObjectNode> rows = new LinkedHashMap<>();
  private final Map<String, Map<String, Set<String>>> indexes = new HashMap<>();

  Table(ObjectType type) {
    for (Field field : type.fields()) {
      if (field.type() == FieldType.REFERENCE
          || field.is(Trait.UNIQUE)
          || field.is(Trait.EXTERNAL)) {
        indexes.put(field.name(), new HashMap<>());
      }
    }
  }

  /** Deleted ones too, in the order of creation. */
  public Collection<ObjectNode> all() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** The row, deleted or not; null where there never was one. */
  public ObjectNode row(String id) {
    return rows.get(id);
  }

  /** The row; null where it does not exist or is deleted. */
  public ObjectNode live(String id) {
    ObjectNode row = rows.get(id);
    return row == null || deleted(row) ? null : row;
  }

  /** Whether {@link #having} can be asked for this field. */
  public boolean indexed(Field field) {
    return indexes.containsKey(field.name());
  }

  /** The live rows whose indexed field has this value; texts in any case. */
  public List<ObjectNode> having(Field field, String value) {
    return every(field, value).stream().filter(row -> !deleted(row)).toList();
  }

  /** As {@link #having}, with the deleted rows. */
  public List<ObjectNode> every(Field field, String value) {
    Set<String> ids = indexes.get(field.name()).getOrDefault(key(value), Set.of());
    return ids.stream().map(rows::get).filter(Objects::nonNull).toList();
  }

  /** Puts a row in the place of the one with the same id. */
  void put(ObjectNode row) {
    String id = row.get("Id").textValue();
    ObjectNode before = rows.put(id, row);
    indexes.forEach((field, index) -> reindex(index, id, value(before, field), value(row, field)));
  }

  void remove(String id) {
    ObjectNode before = rows.remove(id);
    indexes.forEach((field, index) -> reindex(index, id, value(before, field), null));
  }

  static boolean deleted(ObjectNode row) {
    return row.path("IsDeleted").booleanValue();
  }

  private static void reindex(
      Map<String, Set<String>> index, String id, String before, String after) {
    if (Objects.equals(before, after)) {
      return;
    }
    if (before != null) {
      Set<String> ids = index.get(before);
      ids.remove(id);
      if (ids.isEmpty()) {
        index.remove(before);
      }
    }
    if (after != null) {
      index.computeIfAbsent(after, any -> new LinkedHashSet<>()).add(id);
    }
  }

  private static String value(ObjectNode row, String field) {
    JsonNode value = row == null ? null : row.get(field);
    return value == null ? null : key(value.asText());
  }

  private static String key(String value) {
    return value.toLowerCase(Locale.ROOT);
  }
}
