package io.fieldbridge.sandbox.salesforce.events;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The open subscriptions, the threads that serve them, and the switches that spoil them. */
final class Streams {
  private static final int THREADS = 2;

  private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger duplicates = new AtomicInteger();
  private final AtomicInteger reversals = new AtomicInteger();
  private final ScheduledThreadPoolExecutor threads;
  private volatile boolean silent;

  Streams() {
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

  boolean silent() {
    return silent;
  }

  void silent(boolean quiet) {
    silent = quiet;
    wake();
  }

  void duplicate(int times) {
    duplicates.set(times);
  }

  boolean takeDuplicate() {
    return duplicates.get() > 0 && duplicates.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  void reverse(int times) {
    reversals.set(times);
  }

  boolean takeReversal() {
    return reversals.get() > 0 && reversals.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }
}
