package io.fieldbridge.flow;

import io.fieldbridge.connector.FeedStatus;
import java.util.Optional;
import org.quartz.CronExpression;

/**
 * Deletes what is old when that is due, and makes up for what failed or fell into a stop. Needs no
 * system but the database. Bound as {@code retentionSchedule} for routes, which only have to ask
 * often enough. Thread-safe.
 */
public final class RetentionSchedule {

  private final TimedWork work;

  private RetentionSchedule(TimedWork work) {
    this.work = work;
  }

  /**
   * To be opened once per process, before any route starts.
   *
   * @param times in the machine's time zone; empty is never
   */
  public static RetentionSchedule open(
      Engine engine, Retention retention, Optional<CronExpression> times) {
    TimedWork.Work work =
        new TimedWork.Work(
            "database:retention",
            "database",
            "fieldbridge.retention-times",
            () -> true,
            retention::sweep);
    return new RetentionSchedule(new TimedWork(engine.state(), engine.clock(), work, times));
  }

  /** Deletes if that is due. Does nothing when it is off. */
  public void sweepWhenDue() {
    work.runWhenDue();
  }

  /** How it fares; empty when it is off. */
  public Optional<FeedStatus> status() {
    return work.status();
  }
}
