package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Which rows have which value of a field, texts in any case. Keeps no values, only positions: equal
 * ones are a ring, and a hash table has the first position of each ring. Guarded by the org's lock.
 */
final class FieldIndex {

  private static final int FIRST_SIZE = 64;
  private static final int FREE = 0;
  private static final int GONE = -1;
  private static final int[] NONE = {};

  private final IntFunction<Object> values;
  private int[] rings = new int[FIRST_SIZE];
  private int[] hashes = new int[FIRST_SIZE];
  private int taken;
  private int live;
  private int[] next = new int[FIRST_SIZE];
  private int[] previous = new int[FIRST_SIZE];

  /**
   * @param values the value of the field in the row at a position that is in the index
   */
  FieldIndex(IntFunction<Object> values) {
    this.values = values;
  }

  /** The positions of the rows with this value, in ascending order. */
  int[] find(String key) {
    int place = place(key, hash(key));
    if (place < 0) {
      return NONE;
    }
    int first = rings[place] - 1;
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

  void add(Object value, int position) {
    String key = text(value);
    room(position);
    int hash = hash(key);
    int place = place(key, hash);
    if (place < 0) {
      next[position] = position;
      previous[position] = position;
      take(hash, position);
      return;
    }
    int first = rings[place] - 1;
    int last = previous[first];
    next[last] = position;
    previous[position] = last;
    next[position] = first;
    previous[first] = position;
  }

  /** Takes a row out, while it is still to be seen. */
  void remove(Object value, int position) {
    String key = text(value);
    int place = place(key, hash(key));
    int after = next[position];
    if (after == position) {
      rings[place] = GONE;
      live--;
      return;
    }
    next[previous[position]] = after;
    previous[after] = previous[position];
    if (rings[place] == position + 1) {
      rings[place] = after + 1;
    }
  }

  private int place(String key, int hash) {
    int mask = rings.length - 1;
    for (int place = hash & mask; rings[place] != FREE; place = place + 1 & mask) {
      if (rings[place] != GONE && hashes[place] == hash && same(key, rings[place] - 1)) {
        return place;
      }
    }
    return -1;
  }

  private boolean same(String key, int position) {
    String other = text(values.apply(position));
    if (other.length() != key.length()) {
      return false;
    }
    for (int index = 0; index < key.length(); index++) {
      char one = key.charAt(index);
      char two = other.charAt(index);
      if (one != two && fold(one) != fold(two)) {
        return false;
      }
    }
    return true;
  }

  private void take(int hash, int position) {
    if ((taken + 1) * 2 > rings.length) {
      rehash();
    }
    int mask = rings.length - 1;
    int place = hash & mask;
    while (rings[place] != FREE) {
      place = place + 1 & mask;
    }
    rings[place] = position + 1;
    hashes[place] = hash;
    taken++;
    live++;
  }

  private void rehash() {
    int[] oldRings = rings;
    int[] oldHashes = hashes;
    int size = Math.max(FIRST_SIZE, Integer.highestOneBit(live + 1) * 4);
    rings = new int[size];
    hashes = new int[size];
    taken = 0;
    live = 0;
    for (int place = 0; place < oldRings.length; place++) {
      if (oldRings[place] > FREE) {
        take(oldHashes[place], oldRings[place] - 1);
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

  /** A stored value as it is looked for. */
  static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : ((JsonNode) value).asText();
  }

  private static int hash(String key) {
    int hash = 0;
    for (int index = 0; index < key.length(); index++) {
      hash = 31 * hash + fold(key.charAt(index));
    }
    return hash ^ hash >>> 15;
  }

  private static char fold(char letter) {
    if (letter < 128) {
      return letter >= 'A' && letter <= 'Z' ? (char) (letter + 32) : letter;
    }
    return Character.toLowerCase(letter);
  }
}
