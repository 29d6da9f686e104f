package io.fieldbridge.flow;

/** One verb of a route. Stateless; throws a {@code SyncException} whose type is the decision. */
interface Step {
  void run(Delivery delivery);
}
