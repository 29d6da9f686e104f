package io.fieldbridge.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The armed faults of one simulator, oldest first, and its clock, which a fault may put wrong.
 * Thread-safe.
 */
public final class Faults {

  private static final String WRONG_CLOCK = "wrong-clock";

  private final List<ArmedFault> armed = new ArrayList<>();
  private final SkewedClock clock;
  private volatile boolean some;
  private int lastId;
  private int releases;

  /** None armed; the simulator's time is that of a clock that faults can put wrong. */
  public Faults(Clock right) {
    this.clock = new SkewedClock(right);
  }

  /** The simulator's time. */
  public Clock clock() {
    return clock;
  }

  /** Arms a fault for a later request, or begins one that lasts; gives the number to disarm it. */
  public synchronized int arm(Fault fault) {
    armed.add(new ArmedFault(++lastId, fault));
    changed();
    return lastId;
  }

  /**
   * Shows a fault at once where it is of that kind and is bound to no request (0 is given then), or
   * arms it.
   */
  int show(SandboxSystem system, Fault fault) {
    return !fault.isBound() && system.strike(fault) ? 0 : arm(fault);
  }

  /** Disarms all, and ends what was shown at once and has not passed. */
  void disarmAll(SandboxSystem system) {
    clear();
    system.disarm();
  }

  /** Disarms all, and lets go of the requests that hang. */
  public synchronized void clear() {
    armed.clear();
    changed();
    releases++;
    notifyAll();
  }

  /** Disarms one by its number; false where none has it. */
  public synchronized boolean disarm(int id) {
    boolean found = armed.removeIf(fault -> fault.id() == id);
    changed();
    return found;
  }

  /** What is still armed, with the times that remain. */
  public List<Fault> armed() {
    return some ? present() : List.of();
  }

  private synchronized List<Fault> present() {
    return armed.stream().map(ArmedFault::left).toList();
  }

  synchronized ArrayNode toJson() {
    ArrayNode all = Json.array();
    armed.forEach(fault -> all.add(fault.toJson()));
    return all;
  }

  /** Takes the fault that this request has to show. A request may touch several objects. */
  public Optional<Fault> take(Collection<String> objects, Collection<String> operations) {
    return some ? taken(objects, operations) : Optional.empty();
  }

  private synchronized Optional<Fault> taken(
      Collection<String> objects, Collection<String> operations) {
    Iterator<ArmedFault> each = armed.iterator();
    while (each.hasNext()) {
      ArmedFault candidate = each.next();
      Fault fault = candidate.left();
      if (!fault.fault().equals(WRONG_CLOCK) && candidate.strikes(objects, operations)) {
        if (candidate.isOver()) {
          each.remove();
          changed();
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private void changed() {
    some = !armed.isEmpty();
    long skew =
        armed.stream()
            .map(ArmedFault::left)
            .filter(fault -> fault.fault().equals(WRONG_CLOCK))
            .mapToLong(Fault::milliseconds)
            .sum();
    clock.skew(Duration.ofMillis(skew));
  }

  /**
   * Does the work of a request under the fault that was taken for it. The faults of the transport
   * are shown here; for any other, {@code refusal} gives the vendor's answer and the work is not
   * done.
   */
  public SandboxResponse around(
      Fault fault, Supplier<SandboxResponse> work, Function<Fault, SandboxResponse> refusal) {
    switch (fault.fault()) {
      case "latency":
        pause(fault.milliseconds());
        return work.get();
      case "lost-reply":
        work.get();
        return SandboxResponse.dropped();
      case "commit-later":
        return SandboxResponse.droppedBefore(
            Duration.ofMillis(fault.milliseconds()), () -> work.get());
      case "hang":
        pause(fault.milliseconds());
        return SandboxResponse.dropped();
      case "connection-reset":
        return SandboxResponse.reset();
      case "truncated-body":
        return work.get().truncated();
      case "gateway-timeout":
        work.get();
        return proxy(504, "Gateway Time-out");
      case "unavailable-html":
        return waiting(fault, proxy(503, "Service Unavailable"));
      case "server-error-committed", "deadlock-committed":
        work.get();
        return refusal.apply(fault);
      default:
        return refusal.apply(fault);
    }
  }

  /** The answer with the fault's {@code Retry-After}, where it has one. */
  public static SandboxResponse waiting(Fault fault, SandboxResponse answer) {
    int seconds = fault.retryAfterSeconds();
    return seconds <= 0 ? answer : answer.with("Retry-After", String.valueOf(seconds));
  }

  private static SandboxResponse proxy(int status, String reason) {
    String page =
        "<html><head><title>%1$d %2$s</title></head><body><h1>%1$d %2$s</h1></body></html>"
            .formatted(status, reason);
    return SandboxResponse.text(status, "text/html", page);
  }

  /** Waits so long, or until all faults are cleared. */
  private synchronized void pause(long milliseconds) {
    int before = releases;
    long until = System.nanoTime() + milliseconds * 1_000_000;
    try {
      for (long left = milliseconds; left > 0 && releases == before; ) {
        wait(left);
        left = (until - System.nanoTime() + 999_999) / 1_000_000;
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
