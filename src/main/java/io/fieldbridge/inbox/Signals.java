package io.fieldbridge.inbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Wakes those who wait for messages of a flow. Thread-safe. */
final class Signals {

  private final Map<String, Long> counts = new HashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

  void listen(Consumer<String> listener) {
    listeners.add(listener);
  }

  void ready(String flow) {
    synchronized (this) {
      counts.merge(flow, 1L, Long::sum);
      notifyAll();
    }
    listeners.forEach(listener -> listener.accept(flow));
  }

  synchronized long count(String flow) {
    return counts.getOrDefault(flow, 0L);
  }

  /** Waits until the count differs from the one seen, and gives the new one. */
  synchronized long await(String flow, long seen, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = millis;
    while (count(flow) == seen && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    return count(flow);
  }
}
