package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.util.function.IntPredicate;

/** Which row has several values together. Used by the one thread that may write. */
final class PlaceIndex {

  private static final long KEY_MASK = (1L << PositionIndex.KEY_BITS) - 1;
  private static final int NEAR_BITS = 6;
  private static final int NEAR = 1 << NEAR_BITS;

  private final PositionIndex positions = new PositionIndex();
  private final int[] fields;
  private final RowStore rows;
  private Object last;
  private long lastSpread;

  /**
   * @param fields the numbers of the fields that count
   * @param rows those that the index is about
   */
  PlaceIndex(int[] fields, RowStore rows) {
    this.fields = fields;
    this.rows = rows;
  }

  /** Tells rows that have some values. */
  private record Wanted(PlaceIndex index, JsonNode[] values) implements IntPredicate {

    @Override
    public boolean test(int position) {
      return index.has(position, values);
    }
  }

  /** The position of a row with these values, in the order of the fields; -1 where none has. */
  int first(JsonNode... wanted) {
    long key = spread(wanted[0]);
    for (int index = 1; index < wanted.length; index++) {
      key ^= hash(wanted[index]) * index % NEAR;
    }
    return positions.first(key & KEY_MASK, new Wanted(this, wanted));
  }

  /**
   * Takes note of a row's change before it happens.
   *
   * @param after the values that it is to have, null where it goes
   */
  void move(int position, Object[] after) {
    boolean known = rows.has(position);
    if (known && after != null && alike(position, after)) {
      return;
    }
    if (known) {
      positions.remove(key(rows.row(position)), position);
    }
    if (after != null) {
      positions.add(key(after), at -> alike(at, after), position);
    }
  }

  private boolean alike(int position, Object[] values) {
    for (int field : fields) {
      if (!RowValues.same(rows.value(position, field), values[field])) {
        return false;
      }
    }
    return true;
  }

  private boolean has(int position, JsonNode[] wanted) {
    for (int index = 0; index < fields.length; index++) {
      if (!RowValues.same(rows.value(position, fields[index]), wanted[index])) {
        return false;
      }
    }
    return true;
  }

  private long key(Object[] row) {
    long key = spread(row[fields[0]]);
    for (int index = 1; index < fields.length; index++) {
      key ^= hash(row[fields[index]]) * index % NEAR;
    }
    return key & KEY_MASK;
  }

  /** Has rows with the same first value, and those that follow it, near each other. */
  private long spread(Object stored) {
    if (stored == null || stored != last) {
      String id = stored == null ? "" : RowValues.text(stored);
      int number = RecordIds.number(id);
      lastSpread = number < 0 ? FieldIndex.spread(id.hashCode()) : (long) number << NEAR_BITS;
      last = stored;
    }
    return lastSpread;
  }

  private static int hash(Object stored) {
    int hash = stored == null ? 0 : RowValues.text(stored).hashCode();
    return (hash ^ hash >>> 15) & NEAR - 1;
  }
}
