package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.util.function.IntPredicate;

/** Which row has several values together. Used by the one thread that may write. */
final class PlaceIndex {

  private static final long KEY_MASK = (1L << PositionIndex.KEY_BITS) - 1;
  private static final int NEAR_BITS = 3;
  private static final int FACTOR = 31;
  private static final int NEAR = 1 << NEAR_BITS;

  private final PositionIndex positions = new PositionIndex();
  private final int[] fields;
  private final RowStore rows;
  private Object last;
  private int lastNumber;

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
    int others = 0;
    for (int index = 1; index < wanted.length; index++) {
      others = others * FACTOR + hash(wanted[index]);
    }
    return positions.first(key(wanted[0], others), new Wanted(this, wanted));
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
    int others = 0;
    for (int index = 1; index < fields.length; index++) {
      others = others * FACTOR + hash(row[fields[index]]);
    }
    return key(row[fields[0]], others);
  }

  /**
   * Has rows beside each other, some of them in each piece of memory that is fetched at once, whose
   * first values are ids that follow each other and whose other values are the same: they are often
   * used together. The pieces lie anywhere, so that none of them crowds another.
   */
  private long key(Object first, int others) {
    int number = number(first);
    long piece = FieldIndex.spread((long) others << Integer.SIZE | number >>> NEAR_BITS);
    return (piece << NEAR_BITS | number & NEAR - 1) & KEY_MASK;
  }

  private int number(Object stored) {
    if (stored == null || stored != last) {
      String id = stored == null ? "" : RowValues.text(stored);
      int number = RecordIds.number(id);
      lastNumber = number < 0 ? id.hashCode() : number;
      last = stored;
    }
    return lastNumber;
  }

  private static int hash(Object stored) {
    return stored == null ? 0 : RowValues.text(stored).hashCode();
  }
}
