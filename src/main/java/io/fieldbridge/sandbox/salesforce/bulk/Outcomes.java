package io.fieldbridge.sandbox.salesforce.bulk;

import io.fieldbridge.sandbox.salesforce.data.Records;

/**
 * What became of some rows, a number each for most of them. Filled by one thread, then read by
 * another.
 */
final class Outcomes {

  private final int[] numbers;
  private final RowOutcome[] others;
  private String prefix;
  private int size;
  private int created;

  /**
   * @param rows how many there may be
   */
  Outcomes(int rows) {
    numbers = new int[rows];
    others = new RowOutcome[rows];
  }

  int size() {
    return size;
  }

  /** Adds a row that an upsert has saved. */
  void add(Records.Upserted saved) {
    prefix = saved.type().prefix();
    numbers[size++] = saved.created() ? saved.number() : ~saved.number();
    created += saved.created() ? 1 : 0;
  }

  /** Adds any other row. */
  void add(RowOutcome other) {
    others[size++] = other;
  }

  /** How many rows an upsert has created. */
  int created() {
    return created;
  }

  /** What became of a row that no upsert has saved; null for the others. */
  RowOutcome other(int row) {
    return others[row];
  }

  /** How the ids of saved records begin. */
  String prefix() {
    return prefix;
  }

  /** Which record of its object a row has become. */
  int number(int row) {
    return created(row) ? numbers[row] : ~numbers[row];
  }

  /** Whether that record is new. */
  boolean created(int row) {
    return numbers[row] >= 0;
  }
}
