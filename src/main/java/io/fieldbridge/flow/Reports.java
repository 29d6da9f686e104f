package io.fieldbridge.flow;

/** What goes back onto a source record, queued in the transaction that ends a delivery. */
final class Reports {

  /** The inbox that reports wait in, apart from the flows, so that no change waits for a report. */
  static final String FLOW = "report";

  private Reports() {}
}
