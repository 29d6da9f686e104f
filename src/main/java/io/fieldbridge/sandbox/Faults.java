package io.fieldbridge.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The armed faults of one simulator, oldest first. Thread-safe. */
public final class Faults {

  private final List<Fault> armed = new ArrayList<>();

  /** Arms a fault for a later request. */
  public synchronized void arm(Fault fault) {
    armed.add(fault);
  }

  /** Disarms all. */
  public synchronized void clear() {
    armed.clear();
  }

  /** What is still armed, with the times that remain. */
  public synchronized List<Fault> armed() {
    return List.copyOf(armed);
  }

  /** Takes the fault that this request has to show. A request may touch several objects. */
  public Optional<Fault> take(Collection<String> objects, Collection<String> operations) {
    return take(null, objects, operations);
  }

  /** Takes a fault by its name, for whoever shows that fault alone. */
  public Optional<Fault> take(String name) {
    return take(name, Set.of(), Set.of());
  }

  private synchronized Optional<Fault> take(
      String name, Collection<String> objects, Collection<String> operations) {
    for (int index = 0; index < armed.size(); index++) {
      Fault fault = armed.get(index);
      boolean meant =
          name == null ? fault.matches(objects, operations) : fault.fault().equals(name);
      if (meant && fault.skip() > 0) {
        armed.set(index, fault.skippedOnce());
      } else if (meant) {
        show(index, fault);
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private void show(int index, Fault fault) {
    if (fault.times() == 1) {
      armed.remove(index);
    } else if (fault.times() > 1) {
      armed.set(index, fault.shownOnce());
    }
  }

  /**
   * Does the work of a request under the fault that was taken for it. {@code latency}, {@code
   * lost-reply} and {@code commit-later} are shown here; for any other, {@code refusal} gives the
   * vendor's answer and the work is not done.
   */
  public static SandboxResponse around(
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
      default:
        return refusal.apply(fault);
    }
  }

  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
