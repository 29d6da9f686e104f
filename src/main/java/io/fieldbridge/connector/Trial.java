package io.fieldbridge.connector;

import io.fieldbridge.failure.OutcomeUnknownException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.failure.ThrottledException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the remote systems did for one piece of work, as the thread saw it that did the work. It
 * notes the calls of connectors that {@link Systems#observed()} gives.
 */
public final class Trial {

  private static final ThreadLocal<Trial> CURRENT = new ThreadLocal<>();

  private final Map<String, Long> answers = new LinkedHashMap<>();
  private final Map<String, Absence> absences = new LinkedHashMap<>();

  private Trial() {}

  /**
   * A system that did not work when it was last asked.
   *
   * @param pause how long it asked us to wait; empty where it asked for nothing
   */
  public record Absence(String system, String why, Optional<Duration> pause) {}

  /** From now on the calling thread's calls are noted here, until {@link #end()}. */
  public static Trial begin() {
    Trial trial = new Trial();
    CURRENT.set(trial);
    return trial;
  }

  /** To be called by the thread that has begun it. */
  public void end() {
    CURRENT.remove();
  }

  /** The system that did not work when it was last asked, if there is one. */
  public Optional<Absence> absence() {
    return absences.values().stream().findFirst();
  }

  /** Whether any system has answered. */
  public boolean answered() {
    return !answers.isEmpty();
  }

  /**
   * Whether the system has answered after a moment.
   *
   * @param nanoTime the moment as {@link System#nanoTime()} told it
   */
  public boolean answered(String system, long nanoTime) {
    return answers.containsKey(system) && answers.get(system) - nanoTime > 0;
  }

  /** Makes a call and notes how it ended. */
  public static <T> T call(String system, Supplier<T> call) {
    Trial trial = CURRENT.get();
    if (trial == null) {
      return call.get();
    }
    try {
      T answer = call.get();
      trial.note(system);
      return answer;
    } catch (SyncException e) {
      trial.note(system, e);
      throw e;
    }
  }

  /** The same for a call that gives nothing. */
  static void run(String system, Runnable call) {
    call(
        system,
        () -> {
          call.run();
          return system;
        });
  }

  private void note(String system) {
    answers.put(system, System.nanoTime());
    absences.remove(system);
  }

  private void note(String system, SyncException failure) {
    String why = failure.reason().text();
    if (failure instanceof ThrottledException throttled) {
      absences.put(system, new Absence(system, why, Optional.of(throttled.retryAfter())));
    } else if (failure instanceof SystemUnavailableException) {
      absences.put(system, new Absence(system, why, Optional.empty()));
    } else if (!(failure instanceof OutcomeUnknownException)) {
      note(system);
    }
  }
}
