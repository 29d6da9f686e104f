package io.fieldbridge.sandbox.salesforce.data;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Positions of rows by a key of 36 bits, in a few bytes each. Positions with the same value are a
 * ring; a hash table has the first of each ring beside its key. Different values may have the same
 * key, therefore callers say what is the same. Guarded by the org's lock.
 */
final class PositionIndex {

  static final int KEY_BITS = 36;
  private static final int POSITION_BITS = Long.SIZE - KEY_BITS;
  private static final long POSITION_MASK = (1L << POSITION_BITS) - 1;
  private static final int FIRST_SIZE = 64;
  private static final long FREE = 0;
  private static final long GONE = POSITION_MASK;
  private static final int[] NONE = {};

  private long[] rings = new long[FIRST_SIZE];
  private int taken;
  private int live;
  private int[] next = new int[FIRST_SIZE];
  private int[] previous = new int[FIRST_SIZE];

  /** The position of a row with that key and value; -1 where there is none. */
  int first(long key, IntPredicate same) {
    int place = place(key, same);
    return place < 0 ? -1 : position(rings[place]);
  }

  /** A position that may have the key, for each of some keys; -1 where another look is needed. */
  int[] likely(long[] keys) {
    int mask = rings.length - 1;
    int[] likely = new int[keys.length];
    for (int index = 0; index < keys.length; index++) {
      long ring = rings[start(keys[index]) & mask];
      likely[index] = ring >>> POSITION_BITS == keys[index] ? position(ring) : -1;
    }
    return likely;
  }

  /** Whether nothing else has the value of a position that is in the index. */
  boolean isAlone(int position) {
    return next[position] == position;
  }

  /** The positions of all rows with that key and value, in ascending order. */
  int[] all(long key, IntPredicate same) {
    int first = first(key, same);
    if (first < 0) {
      return NONE;
    }
    int[] found = new int[4];
    int count = 0;
    boolean ascending = true;
    int at = first;
    do {
      if (count == found.length) {
        found = Arrays.copyOf(found, count * 2);
      }
      ascending &= count == 0 || found[count - 1] < at;
      found[count++] = at;
      at = next[at];
    } while (at != first);
    found = Arrays.copyOf(found, count);
    if (!ascending) {
      Arrays.sort(found);
    }
    return found;
  }

  void add(long key, IntPredicate same, int position) {
    room(position);
    int place = place(key, same);
    if (place < 0) {
      next[position] = position;
      previous[position] = position;
      take(key << POSITION_BITS | position + 1L);
      return;
    }
    int first = position(rings[place]);
    int last = previous[first];
    next[last] = position;
    previous[position] = last;
    next[position] = first;
    previous[first] = position;
  }

  /** Takes out a position that was added with that key. */
  void remove(long key, int position) {
    int place = place(key, first -> first == position);
    int after = next[position];
    if (after == position) {
      rings[place] = GONE;
      live--;
      return;
    }
    next[previous[position]] = after;
    previous[after] = previous[position];
    if (place >= 0) {
      rings[place] = key << POSITION_BITS | after + 1L;
    }
  }

  private int place(long key, IntPredicate same) {
    int mask = rings.length - 1;
    int place = start(key) & mask;
    for (long ring = rings[place]; ring != FREE; ring = rings[place]) {
      if (ring >>> POSITION_BITS == key && ring != GONE && same.test(position(ring))) {
        return place;
      }
      place = place + 1 & mask;
    }
    return -1;
  }

  /** Keys that follow each other lie beside each other, as they are often used together. */
  private static int start(long key) {
    return (int) (key ^ key >>> 28);
  }

  private static int position(long ring) {
    return (int) (ring & POSITION_MASK) - 1;
  }

  private void take(long ring) {
    if ((taken + 1) * 2 > rings.length) {
      rehash();
    }
    int mask = rings.length - 1;
    int place = start(ring >>> POSITION_BITS) & mask;
    while (rings[place] != FREE) {
      place = place + 1 & mask;
    }
    rings[place] = ring;
    taken++;
    live++;
  }

  private void rehash() {
    long[] old = rings;
    rings = new long[Math.max(FIRST_SIZE, Integer.highestOneBit(live + 1) * 4)];
    taken = 0;
    live = 0;
    for (long ring : old) {
      if (ring != FREE && ring != GONE) {
        take(ring);
      }
    }
  }

  private void room(int position) {
    if (position >= next.length) {
      int size = Math.max(position + 1, next.length + (next.length >> 1));
      next = Arrays.copyOf(next, size);
      previous = Arrays.copyOf(previous, size);
    }
  }
}
