package io.fieldbridge.sandbox.salesforce.data;

import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Which rows have which value of a field, texts in any case. Ids of the org are keys by themselves,
 * so that no row has to be looked at. Guarded by the org's lock.
 */
final class FieldIndex {

  private static final long HASHED = 1L << PositionIndex.KEY_BITS - 1;
  private static final int NUMBER_BITS = 27;
  private static final int PREFIX = 3;
  private static final int PREFIXES_MAX = 1 << 8;
  private static final int UNKNOWN = -2;

  private final PositionIndex positions = new PositionIndex();
  private final boolean ids;
  private final RowStore rows;
  private final int number;
  private final List<String> prefixes = new ArrayList<>();
  private Asked last = new Asked(null, 0);
  private List<KeyText> expected = List.of();
  private long[] expectedKeys = {};
  private int next;
  private int following;
  private long touched;

  /** A value that is asked for, often several times; readers beside each other find the same. */
  private final class Asked implements IntPredicate {

    private final String value;
    private final long key;
    private int found = UNKNOWN;

    Asked(String value, long key) {
      this.value = value;
      this.key = key;
    }

    /** Whether the row at a position has the value, if it has its key. */
    @Override
    public boolean test(int position) {
      return (key & HASHED) == 0 || alike(value, rows.value(position, number));
    }
  }

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
   * together, as one by one each would be waited for, and so are the values themselves. Rows in the
   * order in which they are stored need not be waited for.
   */
  void expect(List<KeyText> values) {
    long[] keys = new long[values.size()];
    for (int index = 0; index < keys.length; index++) {
      KeyText value = values.get(index);
      keys[index] = ids ? fresh(value.text()) : hashed(value.hash());
      touched += value.text().length();
    }
    expected = values;
    expectedKeys = keys;
    next = 0;
    if (!values.isEmpty() && isAt(following, values.get(0).text())) {
      return;
    }
    for (int position : positions.likely(keys)) {
      if (position >= 0 && rows.value(position, number) instanceof byte[] bytes) {
        touched += bytes.length;
      }
    }
  }

  /** The positions of the rows with this value, in ascending order. */
  int[] all(String value) {
    Asked asked = asked(value);
    return positions.all(asked.key, asked);
  }

  /** The position of a row with this value; -1 where there is none. */
  int first(String value) {
    int likely = following;
    if (isAt(likely, value)) {
      passed(value);
      following = likely + 1;
      return likely;
    }
    Asked asked = asked(value);
    int found = asked.found;
    if (found == UNKNOWN) {
      found = positions.first(asked.key, asked);
      asked.found = found;
    }
    following = found < 0 ? likely : found + 1;
    return found;
  }

  /** Whether a position is that of the only row with a value; false tells nothing. */
  private boolean isAt(int position, String value) {
    Object stored = ids || !rows.has(position) ? null : rows.value(position, number);
    return stored != null && positions.isAlone(position) && alike(value, stored);
  }

  /** Whether no other row has the value of the row at this position. */
  boolean isAlone(int position) {
    return positions.isAlone(position);
  }

  void add(Object stored, int position) {
    Asked asked = asked(RowValues.text(stored));
    positions.add(asked.key, asked, position);
    asked.found = UNKNOWN;
  }

  void remove(Object stored, int position) {
    Asked asked = asked(RowValues.text(stored));
    positions.remove(asked.key, position);
    asked.found = UNKNOWN;
  }

  private Asked asked(String value) {
    Asked asked = last;
    if (asked.value != value) {
      asked = new Asked(value, key(value));
      last = asked;
    }
    return asked;
  }

  private long key(String value) {
    int at = passed(value);
    return at < 0 ? fresh(value) : expectedKeys[at];
  }

  /** Which of the expected values it is, if it is the next one; else -1. */
  private int passed(String value) {
    int at = next;
    if (at < expectedKeys.length && expected.get(at).text() == value) {
      next = at + 1;
      return at;
    }
    return -1;
  }

  private long fresh(String value) {
    int prefix = ids && value.length() > PREFIX ? prefix(value) : -1;
    int number = prefix < 0 ? -1 : RecordIds.number(prefixes.get(prefix), value);
    return number < 0 ? hashed(hash(value)) : (long) prefix << NUMBER_BITS | number;
  }

  private static long hashed(long hash) {
    return HASHED | hash & HASHED - 1;
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

  private static boolean alike(String value, Object stored) {
    if (stored instanceof byte[] bytes && bytes.length <= value.length()) {
      return bytes.length == value.length() && alike(value, bytes);
    }
    return alike(value, RowValues.text(stored));
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

  static long hash(String value) {
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
