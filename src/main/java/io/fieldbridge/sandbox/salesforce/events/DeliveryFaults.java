package io.fieldbridge.sandbox.salesforce.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What spoils events on their way to any client, on demand. Safe for use by several threads. */
public final class DeliveryFaults {
  private int duplicates;
  private int reorders;
  private boolean silent;
  private boolean deaf;

  DeliveryFaults() {}

  /** The next event is delivered twice, with the same replay id, this many times. */
  public synchronized void duplicateNext(int times) {
    duplicates = times;
  }

  /** The next delivery of two or more events comes in reverse order, this many times. */
  public synchronized void reorderNext(int times) {
    reorders = times;
  }

  /** While true, nothing is sent to anybody, not even a sign of life. */
  public synchronized void silent(boolean quiet) {
    silent = quiet;
  }

  /** Whether nothing may be sent. */
  public synchronized boolean silent() {
    return silent;
  }

  /** While true, subscriptions get signs of life, but no events. */
  public synchronized void deaf(boolean mute) {
    deaf = mute;
  }

  /** Whether events have to wait. */
  synchronized boolean deaf() {
    return deaf;
  }

  /** Ends silence and deafness, stops to duplicate and to reorder. */
  public synchronized void disarm() {
    duplicates = 0;
    reorders = 0;
    silent = false;
    deaf = false;
  }

  /** What is sent in the place of these events. */
  public synchronized <T> List<T> spoil(List<T> events) {
    List<T> result = new ArrayList<>(events);
    if (reorders > 0 && events.size() > 1) {
      reorders--;
      Collections.reverse(result);
    }
    if (duplicates > 0 && !events.isEmpty()) {
      duplicates--;
      result.add(0, events.get(0));
    }
    return result;
  }
}
