package io.fieldbridge.sandbox.salesforce.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** A set of positions in ascending order: few of them in an array, many as bits. */
final class Positions {

  private static final int ARRAY_MAX = 256;

  private int[] few = {};
  private BitSet many;

  void add(int position) {
    if (many != null) {
      many.set(position);
      return;
    }
    int at = Arrays.binarySearch(few, position);
    if (at >= 0) {
      return;
    }
    int[] more = Arrays.copyOf(few, few.length + 1);
    int place = -at - 1;
    System.arraycopy(few, place, more, place + 1, few.length - place);
    more[place] = position;
    few = more;
    if (few.length > ARRAY_MAX) {
      many = new BitSet();
      Arrays.stream(few).forEach(many::set);
      few = new int[0];
    }
  }

  void remove(int position) {
    if (many != null) {
      many.clear(position);
      return;
    }
    few = Arrays.stream(few).filter(other -> other != position).toArray();
  }

  boolean isEmpty() {
    return many == null ? few.length == 0 : many.isEmpty();
  }

  IntStream stream() {
    return many == null ? Arrays.stream(few) : many.stream();
  }
}
