package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The rows of one object by id, with indexes on lookups, unique fields and external ids. Rows are
 * never changed in place. Beyond a number of rows they are kept as bytes. Guarded by the org's
 * lock.
 */
public final class Table {

  private static final int TREES_MAX = 20_000;
  private static final int CACHE = 1024;

  private final String prefix;
  private final RowPacking packing;
  private final List<Object> rows = new ArrayList<>();
  private final Map<String, Map<String, Object>> indexes = new HashMap<>();
  private final Unpacked[] cache = new Unpacked[CACHE];
  private int size;

  /** A row that was asked for of late. */
  private record Unpacked(byte[] packed, ObjectNode row) {}

  Table(ObjectType type) {
    prefix = type.prefix();
    packing = new RowPacking(type);
    for (Field field : type.fields()) {
      boolean stamp = field.is(Trait.SYSTEM) && field.is(Trait.READONLY);
      if (field.type() == FieldType.REFERENCE && !stamp
          || field.is(Trait.UNIQUE)
          || field.is(Trait.EXTERNAL)) {
        indexes.put(field.name(), new HashMap<>());
      }
    }
  }

  /** Deleted ones too, in the order of creation. */
  public Collection<ObjectNode> all() {
    return new AbstractCollection<>() {
      @Override
      public Iterator<ObjectNode> iterator() {
        return IntStream.range(0, rows.size())
            .mapToObj(Table.this::at)
            .filter(Objects::nonNull)
            .iterator();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /** The row, deleted or not; null where there never was one. */
  public ObjectNode row(String id) {
    int position = RecordIds.number(prefix, id);
    return position < 0 || position >= rows.size() ? null : at(position);
  }

  /** The row; null where it does not exist or is deleted. */
  public ObjectNode live(String id) {
    ObjectNode row = row(id);
    return row == null || deleted(row) ? null : row;
  }

  /** Whether {@link #having} finds the rows without looking at all. */
  public boolean indexed(Field field) {
    return indexes.containsKey(field.name());
  }

  /** The live rows whose field has this value; texts in any case. */
  public List<ObjectNode> having(Field field, String value) {
    return every(field, value).stream().filter(row -> !deleted(row)).toList();
  }

  /** As {@link #having}, with the deleted rows. */
  public List<ObjectNode> every(Field field, String value) {
    String wanted = key(value);
    if (!indexed(field)) {
      return all().stream().filter(row -> wanted.equals(value(row, field.name()))).toList();
    }
    Object found = indexes.get(field.name()).get(wanted);
    if (found == null) {
      return List.of();
    }
    return found instanceof Positions several
        ? several.stream().mapToObj(this::at).filter(Objects::nonNull).toList()
        : List.of(at((Integer) found));
  }

  /** Puts a row in the place of the one with the same id. */
  void put(ObjectNode row) {
    int position = RecordIds.number(prefix, row.get("Id").textValue());
    if (position < 0) {
      throw new IllegalArgumentException("not an id of this org: " + row.get("Id"));
    }
    while (rows.size() <= position) {
      rows.add(null);
    }
    ObjectNode before = at(position);
    size += before == null ? 1 : 0;
    byte[] packed = size > TREES_MAX ? packing.pack(row) : null;
    rows.set(position, packed == null ? row : packed);
    cache[position % CACHE] = packed == null ? null : new Unpacked(packed, row);
    reindex(position, before, row);
  }

  void remove(String id) {
    int position = RecordIds.number(prefix, id);
    ObjectNode before = at(position);
    rows.set(position, null);
    size--;
    reindex(position, before, null);
  }

  static boolean deleted(ObjectNode row) {
    return row.path("IsDeleted").booleanValue();
  }

  private ObjectNode at(int position) {
    Object row = rows.get(position);
    if (!(row instanceof byte[] packed)) {
      return (ObjectNode) row;
    }
    Unpacked known = cache[position % CACHE];
    if (known == null || known.packed != packed) {
      known = new Unpacked(packed, packing.unpack(packed));
      cache[position % CACHE] = known;
    }
    return known.row;
  }

  private void reindex(int position, ObjectNode before, ObjectNode after) {
    indexes.forEach(
        (field, index) -> {
          String was = value(before, field);
          String is = value(after, field);
          if (!Objects.equals(was, is)) {
            forget(index, was, position);
            learn(index, is, position);
          }
        });
  }

  private static void forget(Map<String, Object> index, String value, int position) {
    if (value == null) {
      return;
    }
    if (index.get(value) instanceof Positions several) {
      several.remove(position);
      if (several.isEmpty()) {
        index.remove(value);
      }
    } else {
      index.remove(value);
    }
  }

  private static void learn(Map<String, Object> index, String value, int position) {
    if (value == null) {
      return;
    }
    Object known = index.putIfAbsent(value, position);
    if (known instanceof Positions several) {
      several.add(position);
    } else if (known instanceof Integer one) {
      Positions several = new Positions();
      several.add(one);
      several.add(position);
      index.put(value, several);
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
