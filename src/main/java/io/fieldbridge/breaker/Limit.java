package io.fieldbridge.breaker;

/**
 * How many records are too many: more than the share of the flow's links, and at least {@code
 * least}.
 *
 * @param percent the share, 0 to 100; 100 never stops a flow
 * @param least fewer records are never too many
 */
public record Limit(int percent, int least) {

  private static final int WHOLE = 100;

  boolean exceededBy(long records, long linked) {
    return percent < WHOLE && records >= least && records * WHOLE > percent * linked;
  }
}
