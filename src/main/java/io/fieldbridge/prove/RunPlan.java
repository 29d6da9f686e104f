package io.fieldbridge.prove;

import java.util.List;
import java.util.Random;

/**
 * What one run plays, all of it out of its seed.
 *
 * @param posts whether orders are shipped and invoiced, or stay open and can be amended
 * @param companies created in Salesforce
 * @param companiesInErp created in the ERP
 * @param edits on both sides
 * @param jobs work orders
 * @param deletions of accounts and customers
 * @param kills moments of SIGKILL; some are two in a row
 * @param pace milliseconds between two acts, about
 */
record RunPlan(long seed, boolean posts, Acts acts, int kills, int pace) {

  /** How many acts of each kind. */
  record Acts(int companies, int companiesInErp, int edits, int jobs, int deletions) {

    Acts times(int size) {
      return size == 1
          ? this
          : new Acts(
              companies * size, companiesInErp * size, edits * size, jobs * size, deletions * size);
    }
  }

  private static final int KILL_EVERY = 4;

  /** One small run of so many is larger, so that many changes queue behind each other. */
  private static final int LARGE_EVERY = 25;

  private static final int LARGE = 5;

  /** A slow machine has no more trouble than a fast one. */
  private static final int TROUBLES_MAX = 20;

  /**
   * @param size how many times as large as the small runs of a campaign
   */
  static RunPlan of(long seed, int size) {
    RunPlan small = of(seed);
    return size == 1 && random(seed, "size").nextInt(LARGE_EVERY) == 0
        ? small.times(LARGE)
        : small.times(size);
  }

  private RunPlan times(int size) {
    return new RunPlan(seed, posts, acts.times(size), kills + size / KILL_EVERY, pace);
  }

  /**
   * After how many milliseconds with a database the first processes die, while they make their
   * tables; none in two runs of three.
   */
  List<Integer> firstDeaths() {
    Random random = random(seed, "first start");
    return random.nextInt(3) > 0
        ? List.of()
        : random.ints(1 + random.nextInt(2), 0, 1_500).boxed().toList();
  }

  /** Companies that both sides enter at once; none in every second run. */
  int companiesOnBothSides() {
    return random(seed, "both sides").nextBoolean() ? acts.companiesInErp() : 0;
  }

  /** How many faults a run has at most. */
  int troublesMax() {
    return Math.max(TROUBLES_MAX, kills * 2);
  }

  private static RunPlan of(long seed) {
    Random random = random(seed, "plan");
    Acts acts =
        new Acts(
            4 + random.nextInt(5),
            1 + random.nextInt(2),
            20 + random.nextInt(25),
            3 + random.nextInt(5),
            random.nextInt(3));
    return new RunPlan(
        seed, random.nextInt(3) > 0, acts, 1 + random.nextInt(3), 30 + random.nextInt(120));
  }

  /** Chance of its own for each purpose, so that one does not move the other. */
  static Random random(long seed, String purpose) {
    return new Random(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
  }
}
