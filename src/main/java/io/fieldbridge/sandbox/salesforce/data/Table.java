package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.AbstractCollection;
import java.util.ArrayList;
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

  /** In the place of a position. */
  static final int NONE = -1;

  static final int SEVERAL = -2;

  private static final int PLAIN_MAX = 20_000;

  private final ObjectType type;
  private final RowShape shape;
  private final RowStore rows;
  private final TextPool texts;
  private final FieldIndex[] indexes;
  private final PlaceIndex places;
  private final int[] indexed;
  private final int deleted;
  private long changes;

  /**
   * @param place the fields that make up the one place of a row; empty where rows have none
   */
  Table(ObjectType type, List<String> place) {
    this.type = type;
    shape = new RowShape(type);
    deleted = shape.number("IsDeleted");
    rows = new RowStore(type.fields().size());
    texts = new TextPool(type);
    indexes = new FieldIndex[type.fields().size()];
    for (Field field : type.fields()) {
      if (isIndexed(field)) {
        int number = shape.number(field.name());
        indexes[number] = new FieldIndex(field.type() == FieldType.REFERENCE, rows, number);
      }
    }
    indexed = IntStream.range(0, indexes.length).filter(at -> indexes[at] != null).toArray();
    int[] numbers = place.stream().mapToInt(shape::number).toArray();
    places = numbers.length == 0 ? null : new PlaceIndex(numbers, rows);
  }

  private static boolean isIndexed(Field field) {
    boolean stamp = field.is(Trait.SYSTEM) && field.is(Trait.READONLY);
    return field.type() == FieldType.REFERENCE && !stamp
        || field.is(Trait.UNIQUE)
        || field.is(Trait.EXTERNAL);
  }

  /** The object with everything it has, whatever a caller may see of it. */
  ObjectType type() {
    return type;
  }

  RowShape shape() {
    return shape;
  }

  /** Deleted ones too, in the order of creation. */
  public Collection<ObjectNode> all() {
    return new AbstractCollection<>() {
      @Override
      public Iterator<ObjectNode> iterator() {
        return IntStream.range(0, rows.end())
            .<ObjectNode>mapToObj(Table.this::at)
            .filter(Objects::nonNull)
            .iterator();
      }

      @Override
      public int size() {
        return rows.size();
      }
    };
  }

  /** The row, deleted or not; null where there never was one. */
  public ObjectNode row(String id) {
    return at(RecordIds.number(type.prefix(), id));
  }

  /** The row; null where it does not exist or is deleted. */
  public ObjectNode live(String id) {
    return live(RecordIds.number(type.prefix(), id));
  }

  /** The live row at a position; null where there is none. */
  Row live(int position) {
    return isLive(position) ? at(position) : null;
  }

  /** Whether there is a row at a position that is not deleted. */
  boolean isLive(int position) {
    return rows.has(position) && rows.value(position, deleted) != BooleanNode.TRUE;
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

  /** The live rows whose indexed field has this value and of which a check box is set. */
  List<ObjectNode> having(Field field, String value, String checkBox) {
    int number = shape.number(checkBox);
    List<ObjectNode> found = List.of();
    if (!rows.anySet(number)) {
      return found;
    }
    for (int position : indexes[shape.number(field.name())].all(value)) {
      Row row = rows.isSet(position, number) ? live(position) : null;
      if (row != null) {
        found = found.isEmpty() ? new ArrayList<>() : found;
        found.add(row);
      }
    }
    return found;
  }

  /**
   * The position of the live row that has these values of the fields that make a place; below zero
   * where none has.
   */
  int place(JsonNode... place) {
    int position = places.first(place);
    return isLive(position) ? position : NONE;
  }

  /** Whether a check box of the row at a position is set. */
  boolean isSet(int position, String checkBox) {
    return rows.isSet(position, shape.number(checkBox));
  }

  /** As {@link #having}, with the deleted rows. */
  public List<ObjectNode> every(Field field, String value) {
    int number = shape.number(field.name());
    if (number < 0 || indexes[number] == null) {
      return all().stream()
          .filter(row -> value.equalsIgnoreCase(row.path(field.name()).asText(null)))
          .toList();
    }
    int first = indexes[number].first(value);
    if (first < 0) {
      return List.of();
    }
    if (indexes[number].isAlone(first)) {
      return List.of(at(first));
    }
    List<ObjectNode> found = new ArrayList<>();
    for (int position : indexes[number].all(value)) {
      found.add(at(position));
    }
    return found;
  }

  /**
   * The position of the one row, deleted or not, whose indexed field has this value; below zero
   * where there is none, {@link #SEVERAL} where there are more.
   */
  int only(Field field, String value) {
    FieldIndex index = indexes[shape.number(field.name())];
    int first = index.first(value);
    return first < 0 || index.isAlone(first) ? first : SEVERAL;
  }

  /** Is told which values of an indexed field will be looked for, in this order. */
  void expect(Field field, List<KeyText> values) {
    indexes[shape.number(field.name())].expect(values);
  }

  /** Whether no row, deleted or not, has this value of an indexed field; texts in any case. */
  boolean lacks(Field field, String value) {
    return indexes[shape.number(field.name())].first(value) < 0;
  }

  /** Puts a row in the place of the one with the same id. */
  void put(ObjectNode row) {
    int position = position(row);
    RowValues cells = shape.of(row).cells();
    index(position, cells.stored());
    if (rows.size() < PLAIN_MAX) {
      rows.put(position, cells.stored(), cells.get("Id"));
    } else {
      rows.put(position, cells.stored(), texts);
    }
  }

  /**
   * The id of a row as other rows refer to it: they share one text, which is kept from the first
   * time on. To be called by who may write.
   */
  JsonNode reference(int position) {
    JsonNode id = rows.id(position);
    if (id == null) {
      id = shape.id(position);
      rows.keep(position, id);
    }
    return id;
  }

  /** As above, for the id of a row that exists. */
  JsonNode reference(JsonNode id) {
    return reference(RecordIds.number(type.prefix(), id.textValue()));
  }

  /** Where a row has its place, by its id. */
  int position(ObjectNode row) {
    if (row instanceof Row one && one.cells().position() >= 0) {
      return one.cells().position();
    }
    int position = RecordIds.number(type.prefix(), row.path("Id").textValue());
    if (position < 0) {
      throw new IllegalArgumentException("not an id of this org: " + row.get("Id"));
    }
    return position;
  }

  /** Takes the row at a position away. */
  void remove(int position) {
    index(position, null);
    rows.remove(position);
  }

  static boolean deleted(ObjectNode row) {
    return row.path("IsDeleted").booleanValue();
  }

  /** The row at a position, deleted or not; null where there is none. */
  Row at(int position) {
    Object[] values = rows.row(position);
    return values == null ? null : new Row(new RowValues(shape, values, position, changes));
  }

  /** Whether nothing was changed since a row of this table was read. */
  boolean isPresent(ObjectNode row) {
    return row instanceof Row read
        && read.cells().changes() == changes
        && read.cells().shape() == shape;
  }

  /** Grows with each change of a row. */
  long changes() {
    return changes;
  }

  /** Takes note of a row's change before it happens. */
  private void index(int position, Object[] after) {
    changes++;
    boolean known = rows.has(position);
    for (int number : indexed) {
      Object was = known ? rows.value(position, number) : null;
      Object is = after == null ? null : after[number];
      if (!RowValues.same(was, is)) {
        move(indexes[number], position, was, is);
      }
    }
    if (places != null) {
      places.move(position, after);
    }
  }

  private static void move(FieldIndex index, int position, Object was, Object is) {
    if (was != null) {
      index.remove(was, position);
    }
    if (is != null) {
      index.add(is, position);
    }
  }
}
