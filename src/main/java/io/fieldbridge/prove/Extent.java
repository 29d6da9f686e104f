package io.fieldbridge.prove;

/**
 * How much a campaign plays.
 *
 * @param firstSeed of the first run; each further run has the next
 * @param runs how many, from 1
 * @param size how many times as large as usual each run is, from 1
 * @param atOnce how many of them play side by side, from 1
 */
public record Extent(long firstSeed, int runs, int size, int atOnce) {

  /** Without the size where it is the usual one. */
  String name() {
    return size == 1 ? Long.toString(firstSeed) : firstSeed + "-size-" + size;
  }
}
