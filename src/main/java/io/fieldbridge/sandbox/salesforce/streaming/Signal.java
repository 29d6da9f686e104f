package io.fieldbridge.sandbox.salesforce.streaming;

/** Lets held requests wait for the next event. Whoever raises it never waits for a request. */
final class Signal {

  private long raised;

  synchronized void raise() {
    raised++;
    notifyAll();
  }

  synchronized long count() {
    return raised;
  }

  /** Waits until it is raised again after a count, or until the deadline; false at the deadline. */
  synchronized boolean await(long count, long deadlineNanos) throws InterruptedException {
    while (raised == count) {
      long left = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
