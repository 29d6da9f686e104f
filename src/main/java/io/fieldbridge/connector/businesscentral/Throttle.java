package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets calls begin no faster than the server allows: so many at once, so many in any five minutes,
 * and none while it asked us to wait. First come, first served; loads leave slots and calls to live
 * work. Thread-safe.
 */
final class Throttle {

  /** Who goes first where not all can. */
  enum Priority {
    LIVE,
    LOAD
  }

  /** Longer than the vendor's five minutes, for calls do not arrive as evenly as they leave. */
  static final Duration WINDOW = Duration.ofMinutes(5).plusSeconds(10);

  private static final int SLOTS_KEPT_FROM_LOADS = 2;
  private static final double SHARE_OF_LOADS = 0.8;
  private static final long WAIT_SLICE_MILLIS = 50;

  private record Begun(Instant at, int weight) {}

  private record Ticket(int weight, Priority priority) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Priority, Deque<Ticket>> waiting = new EnumMap<>(Priority.class);
  private final Map<Priority, Integer> running = new EnumMap<>(Priority.class);
  private final Deque<Begun> begun = new ArrayDeque<>();
  private final BusinessCentralSettings.Limits limits;
  private final Clock clock;
  private final Duration patience;
  private int begunWeight;
  private Instant closedUntil = Instant.EPOCH;

  /**
   * @param patience how long a call waits here for time to pass before it is refused
   */
  Throttle(BusinessCentralSettings.Limits limits, Clock clock, Duration patience) {
    this.limits = limits;
    this.clock = clock;
    this.patience = patience;
    for (Priority priority : Priority.values()) {
      waiting.put(priority, new ArrayDeque<>());
      running.put(priority, 0);
    }
  }

  /**
   * Waits for a turn, which {@link #leave} gives back.
   *
   * @throws ThrottledException when that would take longer than the patience
   */
  void enter(int weight, Priority priority) {
    Ticket ticket = new Ticket(Math.min(weight, callsFor(priority)), priority);
    lock.lock();
    try {
      waiting.get(priority).add(ticket);
      awaitTurn(ticket);
      Begun call = new Begun(clock.instant(), ticket.weight);
      begun.add(call);
      begunWeight += call.weight;
      running.merge(priority, 1, Integer::sum);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new SystemUnavailableException(
          Reason.of("stopped", "The call was given up because the program stops.", "None needed."),
          stopped);
    } finally {
      removeSame(ticket);
      changed.signalAll();
      lock.unlock();
    }
  }

  void leave(Priority priority) {
    lock.lock();
    try {
      running.merge(priority, -1, Integer::sum);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody begins a call for so long. */
  void closeFor(Duration wait) {
    lock.lock();
    try {
      Instant until = clock.instant().plus(wait);
      closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    } finally {
      lock.unlock();
    }
  }

  private void awaitTurn(Ticket ticket) throws InterruptedException {
    Instant deadline = clock.instant().plus(patience);
    while (true) {
      Instant now = clock.instant();
      Duration wait = untilAllowed(ticket, now);
      if (wait.isZero() && isNext(ticket)) {
        return;
      }
      if (now.plus(wait).isAfter(deadline) && !wait.isZero()) {
        throw throttled(wait);
      }
      changed.await(WAIT_SLICE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private boolean isNext(Ticket ticket) {
    int underWay = running.values().stream().mapToInt(Integer::intValue).sum();
    if (underWay >= limits.concurrency() || waiting.get(ticket.priority).peek() != ticket) {
      return false;
    }
    return ticket.priority == Priority.LIVE
        || (waiting.get(Priority.LIVE).isEmpty() && running.get(Priority.LOAD) < slotsForLoads());
  }

  private int slotsForLoads() {
    return Math.max(1, limits.concurrency() - SLOTS_KEPT_FROM_LOADS);
  }

  private int callsFor(Priority priority) {
    int calls = limits.callsPerWindow();
    return priority == Priority.LIVE ? calls : Math.max(1, (int) (calls * SHARE_OF_LOADS));
  }

  private Duration untilAllowed(Ticket ticket, Instant now) {
    while (!begun.isEmpty() && !begun.peek().at.plus(WINDOW).isAfter(now)) {
      begunWeight -= begun.remove().weight;
    }
    Instant allowed = closedUntil;
    int left = begunWeight;
    for (Begun call : begun) {
      if (left + ticket.weight <= callsFor(ticket.priority)) {
        break;
      }
      left -= call.weight;
      Instant free = call.at.plus(WINDOW);
      allowed = free.isAfter(allowed) ? free : allowed;
    }
    return allowed.isAfter(now) ? Duration.between(now, allowed) : Duration.ZERO;
  }

  /** Tickets of equal weight are equal, so the very one has to be found. */
  private void removeSame(Ticket ticket) {
    waiting.get(ticket.priority).removeIf(queued -> queued == ticket);
  }

  private static ThrottledException throttled(Duration wait) {
    return new ThrottledException(
        Reason.of(
            "throttled",
            "Business Central takes no more calls from us for "
                + Math.max(1, wait.toSeconds())
                + " seconds.",
            "None needed; it goes on by itself."),
        wait);
  }
}
