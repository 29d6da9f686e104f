package io.fieldbridge.sandbox.salesforce.data;

import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows have which value of a field, texts in any case. Ids of the org are keys by themselves,
 * so that no row has to be looked at. Guarded by the org's lock.
 */
final class FieldIndex {

  private static final long HASHED = 1L << PositionIndex.KEY_BITS - 1;
  private static final int NUMBER_BITS = 27;
  private static final int PREFIX = 3;
  private static final int PREFIXES_MAX = 1 << 8;

  private final PositionIndex positions = new PositionIndex();
  private final boolean ids;
  private final RowStore rows;
  private final int number;
  private final List<String> prefixes = new ArrayList<>();
  private Known last = new Known(null, 0);
  private Known[] expected = {};
  private int next;
  private long touched;

  /** A text whose key is known, as it is asked for several times. */
  private record Known(String value, long key) {}

  /**
   * @param ids whether the values are ids of records
   * @param rows those that the index is about
   * @param number of the field
   */
  FieldIndex(boolean ids, RowStore rows, int number) {
    this.ids = ids;
    this.rows = rows;
    this.number = number;
  }

  /**
   * Is told which values will be asked for, in this order: what they lead to is fetched from memory
   * together, as one by one each would be waited for.
   */
  void expect(List<String> values) {
    Known[] known = new Known[values.size()];
    long[] keys = new long[known.length];
    for (int index = 0; index < known.length; index++) {
      String value = values.get(index);
      keys[index] = fresh(value);
      known[index] = new Known(value, keys[index]);
    }
    expected = known;
    next = 0;
    for (int position : positions.likely(keys)) {
      if (position >= 0 && rows.value(position, number) instanceof byte[] bytes) {
        touched += bytes.length;
      }
    }
  }

  /** The positions of the rows with this value, in ascending order. */
  int[] all(String value) {
    long key = key(value);
    return positions.all(key, at -> same(key, value, at));
  }

  /** The position of a row with this value; -1 where there is none. */
  int first(String value) {
    long key = key(value);
    return positions.first(key, at -> same(key, value, at));
  }

  /** Whether no other row has the value of the row at this position. */
  boolean isAlone(int position) {
    return positions.isAlone(position);
  }

  void add(Object stored, int position) {
    String value = RowValues.text(stored);
    long key = key(value);
    positions.add(key, at -> same(key, value, at), position);
  }

  void remove(Object stored, int position) {
    positions.remove(key(RowValues.text(stored)), position);
  }

  private long key(String value) {
    Known before = last;
    if (before.value != value) {
      before = known(value);
      last = before;
    }
    return before.key;
  }

  private Known known(String value) {
    Known[] known = expected;
    int at = next;
    if (at < known.length && known[at].value == value) {
      next = at + 1;
      return known[at];
    }
    return new Known(value, fresh(value));
  }

  private long fresh(String value) {
    int prefix = ids && value.length() > PREFIX ? prefix(value) : -1;
    int number = prefix < 0 ? -1 : RecordIds.number(prefixes.get(prefix), value);
    return number < 0 ? HASHED | hash(value) & HASHED - 1 : (long) prefix << NUMBER_BITS | number;
  }

  private int prefix(String value) {
    for (int index = 0; index < prefixes.size(); index++) {
      if (value.startsWith(prefixes.get(index))) {
        return index;
      }
    }
    if (prefixes.size() == PREFIXES_MAX) {
      return -1;
    }
    prefixes.add(value.substring(0, PREFIX));
    return prefixes.size() - 1;
  }

  private boolean same(long key, String value, int position) {
    return (key & HASHED) == 0 || alike(value, rows.value(position, number));
  }

  private static boolean alike(String value, Object stored) {
    return stored instanceof byte[] bytes && bytes.length == value.length()
        ? alike(value, bytes)
        : alike(value, RowValues.text(stored));
  }

  /** Of texts that are as many letters as bytes, which are ASCII therefore. */
  private static boolean alike(String value, byte[] bytes) {
    for (int index = 0; index < bytes.length; index++) {
      char letter = value.charAt(index);
      if (bytes[index] < 0 || letter != bytes[index] && fold(letter) != fold((char) bytes[index])) {
        return false;
      }
    }
    return true;
  }

  private static boolean alike(String value, String other) {
    if (other.length() != value.length()) {
      return false;
    }
    for (int index = 0; index < value.length(); index++) {
      char one = value.charAt(index);
      char two = other.charAt(index);
      if (one != two && fold(one) != fold(two)) {
        return false;
      }
    }
    return true;
  }

  private static long hash(String value) {
    long hash = value.length();
    for (int index = 0; index < value.length(); index++) {
      hash = hash * 31 + fold(value.charAt(index));
    }
    return spread(hash);
  }

  /** Mixes the bits of a number so that each depends on all. */
  static long spread(long number) {
    long mixed = (number ^ number >>> 32) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
    return mixed ^ mixed >>> 32;
  }

  private static char fold(char letter) {
    if (letter < 128) {
      return letter >= 'A' && letter <= 'Z' ? (char) (letter + 32) : letter;
    }
    return Character.toLowerCase(letter);
  }
}
