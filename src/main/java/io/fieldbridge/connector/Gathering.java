package io.fieldbridge.connector;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets calls that are wanted at the same moment travel together. While a lane is free a call goes
 * as soon as nobody of its {@link Convoy} can join it any more; while all lanes are taken the
 * others gather. One of the waiting threads carries for all. Thread-safe.
 *
 * @param <T> what one thread asks for
 * @param <R> what it gets
 */
public final class Gathering<T, R> {

  /**
   * @param lanes how many groups travel at once
   * @param groupMax largest group
   * @param identity two items of the same identity never go in one group
   * @param patience how long a member of the convoy may bring nothing before the others go without
   */
  public record Rules<T>(int lanes, int groupMax, Function<T, ?> identity, Duration patience) {

    private static final Duration PATIENCE = Duration.ofMillis(150);

    /** Rules with the usual patience. */
    public static <T> Rules<T> of(int lanes, int groupMax, Function<T, ?> identity) {
      return new Rules<>(lanes, groupMax, identity, PATIENCE);
    }
  }

  private final class Entry {
    private final T item;
    private final Convoy.Halt halt = Convoy.halt();
    private boolean taken;
    private boolean ended;
    private Supplier<R> outcome;

    private Entry(T item) {
      this.item = item;
    }

    /** Its thread goes on; said before that thread runs, so that nobody leaves without it. */
    private void end() {
      if (!ended) {
        ended = true;
        halt.close();
      }
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final Rules<T> rules;
  private final Function<List<T>, List<Supplier<R>>> carry;
  private int lanesFree;

  /**
   * @param carry sends a group and gives each item's outcome in the same order; an outcome is
   *     evaluated by the thread that waits for it
   */
  public Gathering(Rules<T> rules, Function<List<T>, List<Supplier<R>>> carry) {
    this.rules = rules;
    this.carry = carry;
    this.lanesFree = rules.lanes();
  }

  /** Sends the item, alone or with others, and gives its own outcome. */
  public R submit(T item) {
    Supplier<R> outcome = await(item);
    Convoy.goOn();
    return outcome.get();
  }

  /** How many wait for a lane. */
  public int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private Supplier<R> await(T item) {
    lock.lock();
    Entry mine = new Entry(item);
    try {
      waiting.add(mine);
      while (mine.outcome == null) {
        if (lanesFree > 0 && !mine.taken) {
          lead();
        } else {
          changed.await();
        }
      }
      return mine.outcome;
    } catch (InterruptedException stopped) {
      waiting.remove(mine);
      Thread.currentThread().interrupt();
      throw new SystemUnavailableException(
          Reason.of("stopped", "The call was given up because the program stops.", "None needed."),
          stopped);
    } finally {
      mine.end();
      lock.unlock();
    }
  }

  private void lead() throws InterruptedException {
    lanesFree--;
    try {
      awaitOthers();
      List<Entry> group = next();
      if (!group.isEmpty()) {
        carry(group);
      }
    } finally {
      lanesFree++;
      changed.signalAll();
    }
  }

  private void awaitOthers() throws InterruptedException {
    lock.unlock();
    try {
      Convoy.awaitOthers(rules.patience());
    } finally {
      lock.lock();
    }
  }

  private List<Entry> next() {
    List<Entry> group = new ArrayList<>();
    Set<Object> identities = new HashSet<>();
    Iterator<Entry> queue = waiting.iterator();
    while (queue.hasNext() && group.size() < rules.groupMax()) {
      Entry entry = queue.next();
      if (identities.add(rules.identity().apply(entry.item))) {
        entry.taken = true;
        group.add(entry);
        queue.remove();
      }
    }
    return group;
  }

  private void carry(List<Entry> group) {
    lock.unlock();
    List<Supplier<R>> outcomes = null;
    RuntimeException failure = null;
    try {
      outcomes = carry.apply(group.stream().map(entry -> entry.item).toList());
    } catch (RuntimeException failed) {
      failure = failed;
    } finally {
      lock.lock();
      settle(group, outcomes, failure);
    }
  }

  private void settle(List<Entry> group, List<Supplier<R>> outcomes, RuntimeException failure) {
    for (int i = 0; i < group.size(); i++) {
      group.get(i).outcome = outcomes == null ? () -> raise(failure) : outcomes.get(i);
      group.get(i).end();
    }
  }

  private R raise(RuntimeException failure) {
    if (failure == null) {
      throw new IllegalStateException("the thread that carried this call died");
    }
    throw failure;
  }
}
