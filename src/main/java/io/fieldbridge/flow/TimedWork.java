package io.fieldbridge.flow;

import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.SyncException;
import io.fieldbridge.failure.ThrottledException;
import io.fieldbridge.inbox.BackOff;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.store.StoreFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.quartz.CronExpression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is due once any of its times has passed since it last succeeded, also one that passed
 * while the daemon was down. When it last succeeded is stored; a database that knows of none begins
 * with now. What failed is tried again, with growing pauses. How it fares is told as a feed that
 * speaks when it succeeds. Thread-safe; the work runs once at a time.
 */
final class TimedWork {

  private static final Logger LOG = LoggerFactory.getLogger(TimedWork.class);
  private static final BackOff PAUSES = new BackOff(Duration.ofMinutes(1), Duration.ofHours(1));

  /** So long after it was due it may end before its silence is an alarm. */
  private static final Duration GRACE = Duration.ofHours(1);

  private final Inbox inbox;
  private final InstantSource clock;
  private final Work work;
  private final Optional<CronExpression> times;
  private volatile Standing standing;

  /**
   * @param feed the name under which it is told, and its last success stored
   * @param system what it works on
   * @param setting where its times come from
   * @param isReady whether it can run at all by now; before that it is no feed
   * @param run throws what it fails with
   */
  record Work(String feed, String system, String setting, BooleanSupplier isReady, Runnable run) {

    private String never() {
      return setting + " names no time that is still to come.";
    }

    private String unforeseen() {
      return feed + " ended in an error that was not foreseen; the log tells all of it.";
    }
  }

  /**
   * @param succeeded when the last run that succeeded began
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

  /**
   * To be made once per process, before any route starts.
   *
   * @param times in the machine's time zone; empty is never
   */
  TimedWork(State state, InstantSource clock, Work work, Optional<CronExpression> times) {
    this.inbox = state.inbox();
    this.clock = clock;
    this.work = work;
    this.times = times;
    Instant now = clock.instant();
    this.standing = since(times.isPresent() ? stored(now) : now);
  }

  private Instant stored(Instant now) {
    Optional<String> known = inbox.position(work.feed());
    if (known.isEmpty()) {
      inbox.savePosition(work.feed(), now.toString());
    }
    return known.map(Instant::parse).orElse(now);
  }

  private Standing since(Instant succeeded) {
    Optional<Instant> due =
        times.map(cron -> cron.getNextValidTimeAfter(Date.from(succeeded))).map(Date::toInstant);
    boolean never = times.isPresent() && due.isEmpty();
    return new Standing(
        succeeded, due, 0, never ? Optional.of(work.never()) : Optional.empty(), Instant.MIN);
  }

  /** Runs it if that is due. Does nothing when it is off or not ready. */
  synchronized void runWhenDue() {
    Instant now = clock.instant();
    if (times.isPresent() && work.isReady().getAsBoolean() && standing.isDue(now)) {
      attempt(now);
    }
  }

  private void attempt(Instant begun) {
    Standing outcome = standing.failed(work.unforeseen(), begun.plus(PAUSES.longest()));
    try {
      work.run().run();
      inbox.savePosition(work.feed(), begun.toString());
      outcome = since(begun);
      if (standing.failures() > 0) {
        LOG.info("{} succeeds again", work.feed());
      }
    } catch (SyncException | StoreFailedException e) {
      outcome = standing.failed(e.getMessage(), clock.instant().plus(pause(e)));
      LOG.warn(
          "{} failed and is tried again after {}: {}",
          work.feed(),
          outcome.nextTry().truncatedTo(ChronoUnit.SECONDS),
          e.getMessage());
      LOG.debug("Cause", e);
    } finally {
      standing = outcome;
    }
  }

  /** What a person has to mend is looked at again once an hour, for it costs. */
  private Duration pause(RuntimeException failure) {
    if (failure instanceof ContractException) {
      return PAUSES.longest();
    }
    Duration own = PAUSES.after(standing.failures() + 1, ThreadLocalRandom.current());
    Duration asked =
        failure instanceof ThrottledException throttled ? throttled.retryAfter() : Duration.ZERO;
    return asked.compareTo(own) > 0 ? asked : own;
  }

  /** How it fares; empty when it is off or not ready. */
  Optional<FeedStatus> status() {
    if (times.isEmpty() || !work.isReady().getAsBoolean()) {
      return Optional.empty();
    }
    Standing now = standing;
    Duration silence =
        Duration.between(now.succeeded(), now.due().orElse(now.succeeded())).plus(GRACE);
    return Optional.of(
        new FeedStatus(
            work.feed(), work.system(), Optional.of(now.succeeded()), silence, now.failure()));
  }
}
