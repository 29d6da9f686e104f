package io.fieldbridge.sandbox.salesforce.data;

import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

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
  private final IntFunction<Object> values;
  private final boolean ids;
  private final List<String> prefixes = new ArrayList<>();

  /**
   * @param ids whether the values are ids of records
   * @param values the stored value of the field in the row at a position that is in the index
   */
  FieldIndex(boolean ids, IntFunction<Object> values) {
    this.ids = ids;
    this.values = values;
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

  void add(Object stored, int position) {
    String value = RowValues.text(stored);
    long key = key(value);
    positions.add(key, at -> same(key, value, at), position);
  }

  void remove(Object stored, int position) {
    positions.remove(key(RowValues.text(stored)), position);
  }

  private long key(String value) {
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
    return (key & HASHED) == 0 || alike(value, RowValues.text(values.apply(position)));
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
