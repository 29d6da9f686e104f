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
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The rows of one object by id, with indexes on lookups, unique fields and external ids. Rows are
 * never changed in place. Beyond a number of rows their texts are kept as bytes. Guarded by the
 * org's lock.
 */
public final class Table {

  private static final int PLAIN_MAX = 20_000;
  private static final int FIRST_SIZE = 16;

  private final String prefix;
  private final RowShape shape;
  private final TextPool texts;
  private final FieldIndex[] indexes;
  private final PlaceIndex places;
  private final List<Integer> indexed = new ArrayList<>();
  private Object[][] rows = new Object[FIRST_SIZE][];
  private int end;
  private int size;
  private long changes;

  /**
   * @param place the fields that make up the one place of a row; empty where rows have none
   */
  Table(ObjectType type, List<String> place) {
    prefix = type.prefix();
    shape = new RowShape(type);
    texts = new TextPool(type);
    indexes = new FieldIndex[type.fields().size()];
    for (Field field : type.fields()) {
      boolean stamp = field.is(Trait.SYSTEM) && field.is(Trait.READONLY);
      if (field.type() == FieldType.REFERENCE && !stamp
          || field.is(Trait.UNIQUE)
          || field.is(Trait.EXTERNAL)) {
        int number = shape.number(field.name());
        boolean ids = field.type() == FieldType.REFERENCE;
        indexes[number] = new FieldIndex(ids, position -> rows[position][number]);
        indexed.add(number);
      }
    }
    int[] numbers = place.stream().mapToInt(shape::number).toArray();
    places = numbers.length == 0 ? null : new PlaceIndex(numbers, position -> rows[position]);
  }

  RowShape shape() {
    return shape;
  }

  /** Deleted ones too, in the order of creation. */
  public Collection<ObjectNode> all() {
    return new AbstractCollection<>() {
      @Override
      public Iterator<ObjectNode> iterator() {
        return IntStream.range(0, end).mapToObj(Table.this::at).filter(Objects::nonNull).iterator();
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
    return position < 0 || position >= end ? null : at(position);
  }

  /** The row; null where it does not exist or is deleted. */
  public ObjectNode live(String id) {
    ObjectNode row = row(id);
    return row == null || deleted(row) ? null : row;
  }

  /** Whether {@link #having} finds the rows without looking at all. */
  public boolean indexed(Field field) {
    int number = shape.number(field.name());
    return number >= 0 && indexes[number] != null;
  }

  /** The live rows whose field has this value; texts in any case. */
  public List<ObjectNode> having(Field field, String value) {
    List<ObjectNode> found = every(field, value);
    for (ObjectNode row : found) {
      if (deleted(row)) {
        return found.stream().filter(other -> !deleted(other)).toList();
      }
    }
    return found;
  }

  /** The live row that has these values of the fields that make a place; null where none has. */
  ObjectNode at(JsonNode... place) {
    int position = places.first(place);
    ObjectNode row = position < 0 ? null : at(position);
    return row == null || deleted(row) ? null : row;
  }

  /** As {@link #having}, with the deleted rows. */
  public List<ObjectNode> every(Field field, String value) {
    if (!indexed(field)) {
      return all().stream()
          .filter(row -> value.equalsIgnoreCase(row.path(field.name()).asText(null)))
          .toList();
    }
    int[] positions = indexes[shape.number(field.name())].all(value);
    if (positions.length == 0) {
      return List.of();
    }
    List<ObjectNode> found = new ArrayList<>(positions.length);
    for (int position : positions) {
      found.add(at(position));
    }
    return found;
  }

  /** Puts a row in the place of the one with the same id. */
  void put(ObjectNode row) {
    int position = RecordIds.number(prefix, row.get("Id").textValue());
    if (position < 0) {
      throw new IllegalArgumentException("not an id of this org: " + row.get("Id"));
    }
    room(position);
    size += rows[position] == null ? 1 : 0;
    Object[] values = shape.of(row).cells().storeAt(position);
    if (size > PLAIN_MAX) {
      texts.shrink(values);
    }
    replace(position, values);
  }

  void remove(String id) {
    size--;
    replace(RecordIds.number(prefix, id), null);
  }

  static boolean deleted(ObjectNode row) {
    return row.path("IsDeleted").booleanValue();
  }

  private ObjectNode at(int position) {
    Object[] values = rows[position];
    return values == null ? null : new Row(new RowValues(shape, values, position));
  }

  private void room(int position) {
    if (position >= rows.length) {
      rows = Arrays.copyOf(rows, Math.max(position + 1, rows.length + (rows.length >> 1)));
    }
    end = Math.max(end, position + 1);
  }

  /** Grows with each change of a row. */
  long changes() {
    return changes;
  }

  private void replace(int position, Object[] after) {
    changes++;
    Object[] before = rows[position];
    boolean moved = places != null && !places.alike(before, after);
    if (before != null) {
      forget(position, before, after, moved);
    }
    rows[position] = after;
    if (after != null) {
      learn(position, before, after, moved);
    }
  }

  private void forget(int position, Object[] before, Object[] after, boolean moved) {
    for (int number : indexed) {
      Object was = before[number];
      if (was != null && (after == null || !RowValues.same(was, after[number]))) {
        indexes[number].remove(was, position);
      }
    }
    if (moved) {
      places.remove(before, position);
    }
  }

  private void learn(int position, Object[] before, Object[] after, boolean moved) {
    for (int number : indexed) {
      Object is = after[number];
      if (is != null && (before == null || !RowValues.same(before[number], is))) {
        indexes[number].add(is, position);
      }
    }
    if (moved) {
      places.add(after, position);
    }
  }
}
