package io.fieldbridge.flow;

import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.inbox.BackOff;
import io.fieldbridge.store.StoreFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.quartz.CronExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the key sweep is due: once any of its times has passed since it last succeeded, also one
 * that passed while the daemon was down. When it last succeeded is stored; a database that knows of
 * none begins with now. A sweep that failed is tried again, with growing pauses. How it fares is
 * told as a feed that speaks when it succeeds. Bound as {@code keySweepSchedule} for routes, which
 * only have to ask often enough. Thread-safe; one sweep at a time.
 */
public final class KeySweepSchedule {

  private static final Logger LOG = LoggerFactory.getLogger(KeySweepSchedule.class);
  private static final BackOff PAUSES = new BackOff(Duration.ofMinutes(1), Duration.ofHours(1));

  /** So long after it was due a sweep may end before its silence is an alarm. */
  private static final Duration GRACE = Duration.ofHours(1);

  private static final String NEVER = "fieldbridge.key-sweep names no time that is still to come.";
  private static final String UNFORESEEN =
      "The key sweep ended in an error that was not foreseen; the log tells all of it.";

  private final Engine engine;
  private final KeySweep sweep;
  private final Optional<CronExpression> times;
  private final String system;
  private final String feed;
  private volatile Standing standing;

  /**
   * @param succeeded when the last sweep that succeeded began
   * @param due the first of its times after that
   * @param failures how often it has failed since
   * @param failure what it last failed with since
   * @param nextTry not to be tried before
   */
  private record Standing(
      Instant succeeded,
      Optional<Instant> due,
      int failures,
      Optional<String> failure,
      Instant nextTry) {

    /** A success that lies ahead was noted by a clock that was wrong, and says nothing. */
    boolean isDue(Instant now) {
      boolean passed = due.filter(time -> !time.isAfter(now)).isPresent();
      return (passed || succeeded.isAfter(now)) && !nextTry.isAfter(now);
    }

    Standing failed(String what, Instant next) {
      return new Standing(succeeded, due, failures + 1, Optional.of(what), next);
    }
  }

  private KeySweepSchedule(Engine engine, Optional<CronExpression> times) {
    this.engine = engine;
    this.sweep = new KeySweep(engine);
    this.times = times;
    this.system = engine.systems().system("erp");
    this.feed = system + ":key-sweep";
  }

  /**
   * To be opened once per process, before any route starts.
   *
   * @param times in the machine's time zone; empty is never
   */
  public static KeySweepSchedule open(Engine engine, Optional<CronExpression> times) {
    KeySweepSchedule schedule = new KeySweepSchedule(engine, times);
    Instant now = engine.clock().instant();
    schedule.standing =
        times.isPresent() ? schedule.since(schedule.stored(now)) : schedule.since(now);
    return schedule;
  }

  private Instant stored(Instant now) {
    Optional<String> known = engine.state().inbox().position(feed);
    if (known.isEmpty()) {
      engine.state().inbox().savePosition(feed, now.toString());
    }
    return known.map(Instant::parse).orElse(now);
  }

  private Standing since(Instant succeeded) {
    Optional<Instant> due =
        times.map(cron -> cron.getNextValidTimeAfter(Date.from(succeeded))).map(Date::toInstant);
    boolean never = times.isPresent() && due.isEmpty();
    return new Standing(
        succeeded, due, 0, never ? Optional.of(NEVER) : Optional.empty(), Instant.MIN);
  }

  /** Sweeps if that is due. Does nothing when it is off or the systems are not known yet. */
  public synchronized void sweepWhenDue() {
    Instant now = engine.clock().instant();
    if (times.isPresent() && engine.isOpen() && standing.isDue(now)) {
      attempt(now);
    }
  }

  private void attempt(Instant begun) {
    Standing outcome = standing.failed(UNFORESEEN, begun.plus(PAUSES.longest()));
    try {
      sweep.sweep();
      engine.state().inbox().savePosition(feed, begun.toString());
      outcome = since(begun);
      if (standing.failures() > 0) {
        LOG.info("The key sweep succeeds again");
      }
    } catch (SyncException | StoreFailedException e) {
      outcome = standing.failed(e.getMessage(), engine.clock().instant().plus(pause(e)));
      LOG.warn(
          "The key sweep failed and is tried again after {}: {}",
          outcome.nextTry().truncatedTo(ChronoUnit.SECONDS),
          e.getMessage());
      LOG.debug("Cause", e);
    } finally {
      standing = outcome;
    }
  }

  /** What a person has to mend is looked at again once an hour: each look reads every key. */
  private Duration pause(RuntimeException failure) {
    if (failure instanceof ContractException) {
      return PAUSES.longest();
    }
    Duration own = PAUSES.after(standing.failures() + 1, ThreadLocalRandom.current());
    Duration asked =
        failure instanceof ThrottledException throttled ? throttled.retryAfter() : Duration.ZERO;
    return asked.compareTo(own) > 0 ? asked : own;
  }

  /** How it fares; empty when it is off or the systems, and so all feeds, are not known yet. */
  public Optional<FeedStatus> status() {
    if (times.isEmpty() || !engine.isOpen()) {
      return Optional.empty();
    }
    Standing now = standing;
    Duration silence =
        Duration.between(now.succeeded(), now.due().orElse(now.succeeded())).plus(GRACE);
    return Optional.of(
        new FeedStatus(feed, system, Optional.of(now.succeeded()), silence, now.failure()));
  }
}
