package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.SplittableRandom;

/** A fault while it is armed: what is left of it, and its dice. Guarded by {@link Faults}. */
final class ArmedFault {

  private final int id;
  private final SplittableRandom dice;
  private Fault left;

  ArmedFault(int id, Fault fault) {
    this.id = id;
    this.left = fault;
    this.dice = new SplittableRandom(fault.chance().seed());
  }

  int id() {
    return id;
  }

  Fault left() {
    return left;
  }

  boolean isOver() {
    return left.times() == 0;
  }

  /** Whether this request has to show the fault; counts down what there is to count. */
  boolean strikes(Collection<String> objects, Collection<String> operations) {
    if (!left.matches(objects, operations)) {
      return false;
    }
    if (left.skip() > 0) {
      left = left.left(left.times(), left.skip() - 1);
      return false;
    }
    double probability = left.chance().probability();
    if (probability < 1 && dice.nextDouble() >= probability) {
      return false;
    }
    left = left.left(left.times() > 0 ? left.times() - 1 : left.times(), 0);
    return true;
  }

  ObjectNode toJson() {
    return left.toJson().put("id", id);
  }
}
