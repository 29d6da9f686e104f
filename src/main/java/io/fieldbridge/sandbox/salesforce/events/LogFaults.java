package io.fieldbridge.sandbox.salesforce.events;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events that the vendor cannot give in full, on demand. Safe for use by several threads. */
public final class LogFaults {
  private int gaps;
  private int overflows;

  LogFaults() {}

  /** The next events become gap events: header and record ids, no values. */
  public synchronized void gapNextEvents(int times) {
    gaps = times;
  }

  /** Of the next transactions only one GAP_OVERFLOW event per object is left, without ids. */
  public synchronized void overflowNextTransactions(int times) {
    overflows = times;
  }

  /** Spoils no more. */
  public synchronized void disarm() {
    gaps = 0;
    overflows = 0;
  }

  synchronized List<ChangeEvent> spoil(List<ChangeEvent> transaction) {
    if (overflows > 0) {
      overflows--;
      Map<String, ChangeEvent> byEntity = new LinkedHashMap<>();
      transaction.forEach(event -> byEntity.putIfAbsent(event.entity(), event.asOverflow()));
      return List.copyOf(byEntity.values());
    }
    List<ChangeEvent> spoiled = new ArrayList<>();
    for (ChangeEvent event : transaction) {
      spoiled.add(gaps > 0 ? event.asGap() : event);
      gaps = Math.max(0, gaps - 1);
    }
    return spoiled;
  }
}
