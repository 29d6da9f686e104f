package io.fieldbridge.sandbox.salesforce.events;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The open subscriptions, the threads that serve them, and the switches that spoil them. */
final class Streams {
  private static final int THREADS = 2;

  private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor threads;
  private final DeliveryFaults faults;
  private volatile Duration keepAlive;
  private volatile Duration endAfterDelivered;
  private volatile int most = Integer.MAX_VALUE;

  Streams(DeliveryFaults faults, Duration keepAlive, Duration endAfterDelivered) {
    this.faults = faults;
    this.keepAlive = keepAlive;
    this.endAfterDelivered = endAfterDelivered;
    threads =
        new ScheduledThreadPoolExecutor(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "pubsub-delivery");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    threads.setRemoveOnCancelPolicy(true);
  }

  ScheduledThreadPoolExecutor threads() {
    return threads;
  }

  void opened(Subscription subscription) {
    open.add(subscription);
  }

  void closed(Subscription subscription) {
    open.remove(subscription);
  }

  void most(int clients) {
    most = clients;
  }

  boolean full() {
    return open.size() >= most;
  }

  int count() {
    return open.size();
  }

  int forEach(Predicate<Subscription> which, Consumer<Subscription> action) {
    int hit = 0;
    for (Subscription subscription : open) {
      if (which.test(subscription)) {
        action.accept(subscription);
        hit++;
      }
    }
    return hit;
  }

  void wake() {
    open.forEach(Subscription::wake);
  }

  DeliveryFaults faults() {
    return faults;
  }

  /** How long a stream may be silent, and how long a satisfied one lives. */
  void times(Duration silence, Duration satisfied) {
    keepAlive = silence;
    endAfterDelivered = satisfied;
    open.forEach(Subscription::retime);
  }

  Duration keepAlive() {
    return keepAlive;
  }

  Duration endAfterDelivered() {
    return endAfterDelivered;
  }
}
