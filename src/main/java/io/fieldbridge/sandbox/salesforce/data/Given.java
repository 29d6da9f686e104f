package io.fieldbridge.sandbox.salesforce.data;

/** Where the values of a write come from. */
@FunctionalInterface
public interface Given {

  /** Fills in the values; refuses one that does not fit. */
  void into(Body body);
}
