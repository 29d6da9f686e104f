package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets requests that wait at the same moment travel together, and delays none for it: while a lane
 * is free a request goes at once, while all are taken the others gather. One of the waiting threads
 * carries for all. Thread-safe.
 */
final class Gathering<T, R> {

  private final class Entry {
    private final T item;
    private boolean taken;
    private Supplier<R> outcome;

    private Entry(T item) {
      this.item = item;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final int groupMax;
  private final Function<List<T>, List<Supplier<R>>> carry;
  private int lanesFree;

  /**
   * @param lanes how many groups travel at once
   * @param groupMax largest group
   * @param carry sends a group and gives each item's outcome in the same order; an outcome is
   *     evaluated by the thread that waits for it
   */
  Gathering(int lanes, int groupMax, Function<List<T>, List<Supplier<R>>> carry) {
    this.lanesFree = lanes;
    this.groupMax = groupMax;
    this.carry = carry;
  }

  /** Sends the item, alone or with others, and gives its own outcome. */
  R submit(T item) {
    Entry mine = new Entry(item);
    lock.lock();
    try {
      waiting.add(mine);
      while (mine.outcome == null) {
        if (lanesFree > 0 && !mine.taken) {
          carryGroup();
        } else {
          changed.await();
        }
      }
    } catch (InterruptedException stopped) {
      waiting.remove(mine);
      Thread.currentThread().interrupt();
      throw new SystemUnavailableException(
          Reason.of("stopped", "The call was given up because the program stops.", "None needed."),
          stopped);
    } finally {
      lock.unlock();
    }
    return mine.outcome.get();
  }

  private void carryGroup() {
    List<Entry> group = new ArrayList<>();
    while (group.size() < groupMax && !waiting.isEmpty()) {
      Entry entry = waiting.remove();
      entry.taken = true;
      group.add(entry);
    }
    lanesFree--;
    lock.unlock();
    List<Supplier<R>> outcomes = null;
    RuntimeException failure = null;
    try {
      outcomes = carry.apply(group.stream().map(entry -> entry.item).toList());
    } catch (RuntimeException failed) {
      failure = failed;
    } finally {
      lock.lock();
      lanesFree++;
      settle(group, outcomes, failure);
      changed.signalAll();
    }
  }

  private void settle(List<Entry> group, List<Supplier<R>> outcomes, RuntimeException failure) {
    for (int i = 0; i < group.size(); i++) {
      group.get(i).outcome = outcomes == null ? () -> raise(failure) : outcomes.get(i);
    }
  }

  private R raise(RuntimeException failure) {
    if (failure == null) {
      throw new IllegalStateException("the thread that carried this call died");
    }
    throw failure;
  }
}
