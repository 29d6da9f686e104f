package io.fieldbridge.flow;

import io.fieldbridge.connector.FeedStatus;
import java.util.Optional;
import org.quartz.CronExpression;

/**
 * Sweeps the keys when that is due, and makes up for what failed or fell into a stop. Bound as
 * {@code keySweepSchedule} for routes, which only have to ask often enough. Thread-safe.
 */
public final class KeySweepSchedule {

  private final TimedWork work;

  private KeySweepSchedule(TimedWork work) {
    this.work = work;
  }

  /**
   * To be opened once per process, before any route starts.
   *
   * @param times in the machine's time zone; empty is never
   */
  public static KeySweepSchedule open(Engine engine, Optional<CronExpression> times) {
    String erp = engine.systems().system("erp");
    KeySweep sweep = new KeySweep(engine);
    TimedWork.Work work =
        new TimedWork.Work(
            erp + ":key-sweep", erp, "fieldbridge.key-sweep", engine::isOpen, sweep::sweep);
    return new KeySweepSchedule(new TimedWork(engine.state(), engine.clock(), work, times));
  }

  /** Sweeps if that is due. Does nothing when it is off or the systems are not known yet. */
  public void sweepWhenDue() {
    work.runWhenDue();
  }

  /** How it fares; empty when it is off or the systems, and so all feeds, are not known yet. */
  public Optional<FeedStatus> status() {
    return work.status();
  }
}
