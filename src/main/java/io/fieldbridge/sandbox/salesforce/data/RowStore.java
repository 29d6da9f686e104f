package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The stored values of an object's rows, side by side in a few large arrays, so that a million rows
 * are no million objects to a garbage collector. What is read is a copy. Guarded by the org's lock.
 */
final class RowStore {

  /** In the place of an id that is not kept, as the position tells it. */
  private static final Object PRESENT = new Object();

  private static final int PAGE_BITS = 10;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int FIRST_ROWS = 16;

  private final int width;
  private final BitSet[] set;
  private Object[][] pages = new Object[1][];
  private int end;
  private int size;

  /**
   * @param width how many values a row has
   */
  RowStore(int width) {
    this.width = width;
    set = new BitSet[width];
    pages[0] = new Object[FIRST_ROWS * width];
  }

  /** How many rows there are. */
  int size() {
    return size;
  }

  /** The position behind the last one that was ever used. */
  int end() {
    return end;
  }

  boolean has(int position) {
    return position >= 0 && position < end && at(position, RowShape.ID) != null;
  }

  /** One value of the row at a position below the end; null where it is empty. */
  Object value(int position, int number) {
    Object value = at(position, number);
    return value == PRESENT ? null : value;
  }

  /** Whether any row has a check box that is set. */
  boolean anySet(int number) {
    return set[number] != null && !set[number].isEmpty();
  }

  /** Whether a check box of the row at a position is set; tells it without a look at the row. */
  boolean isSet(int position, int number) {
    return set[number] != null && set[number].get(position);
  }

  private void mark(int position, int number, Object was, Object is) {
    if (is == BooleanNode.TRUE) {
      set[number] = set[number] == null ? new BitSet() : set[number];
      set[number].set(position);
    } else if (was == BooleanNode.TRUE) {
      set[number].clear(position);
    }
  }

  /** The id of the row at a position, if it is kept; else null. */
  JsonNode id(int position) {
    return (JsonNode) value(position, RowShape.ID);
  }

  /** Keeps the id of the row at a position. */
  void keep(int position, JsonNode id) {
    pages[position >> PAGE_BITS][from(position)] = id;
  }

  /** A copy of a row's values; null where there is none. */
  Object[] row(int position) {
    if (!has(position)) {
      return null;
    }
    int from = from(position);
    Object[] values = Arrays.copyOfRange(pages[position >> PAGE_BITS], from, from + width);
    if (values[RowShape.ID] == PRESENT) {
      values[RowShape.ID] = null;
    }
    return values;
  }

  /** Puts a copy of the values at a position, with the row's id. */
  void put(int position, Object[] values, JsonNode id) {
    Object[] page = occupied(position);
    int from = from(position);
    for (int number = 1; number < width; number++) {
      mark(position, number, page[from + number], values[number]);
    }
    System.arraycopy(values, 0, page, from, width);
    page[from] = id;
  }

  /**
   * Puts a copy of the values at a position, without the id and with small texts. What is there
   * already is left alone, unread: it lies far away in memory and is small.
   */
  void put(int position, Object[] values, TextPool texts) {
    Object[] page = occupied(position);
    int from = from(position);
    page[from] = page[from] == null ? PRESENT : page[from];
    for (int number = 1; number < width; number++) {
      Object value = values[number];
      if (value != page[from + number]) {
        mark(position, number, page[from + number], value);
        page[from + number] = value instanceof TextNode text ? texts.small(number, text) : value;
      }
    }
  }

  private Object[] occupied(int position) {
    Object[] page = page(position);
    size += page[from(position)] == null ? 1 : 0;
    end = Math.max(end, position + 1);
    return page;
  }

  void remove(int position) {
    int from = from(position);
    size--;
    for (BitSet marks : set) {
      if (marks != null) {
        marks.clear(position);
      }
    }
    Arrays.fill(pages[position >> PAGE_BITS], from, from + width, null);
  }

  private Object at(int position, int number) {
    Object[] page = pages[position >> PAGE_BITS];
    int at = from(position) + number;
    return page == null || at >= page.length ? null : page[at];
  }

  private int from(int position) {
    return (position & PAGE - 1) * width;
  }

  /** Objects of a few rows have a small first page; all others are whole. */
  private Object[] page(int position) {
    int number = position >> PAGE_BITS;
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length * 2));
    }
    Object[] page = pages[number];
    int needed = from(position) + width;
    if (page == null) {
      page = new Object[PAGE * width];
    } else if (page.length < needed) {
      page = Arrays.copyOf(page, Math.min(PAGE * width, needed * 2));
    }
    pages[number] = page;
    return page;
  }
}
