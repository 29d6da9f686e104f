package io.fieldbridge.flow;

import io.fieldbridge.connector.Trial;
import io.fieldbridge.connector.Trial.Absence;
import io.fieldbridge.inbox.BackOff;
import io.fieldbridge.inbox.DeliveryStatus.Away;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back the messages of one flow and direction while a system that they need is away, and lets
 * one at a time try whether it is back. It closes when two different messages in a row have failed
 * for that, at the first one after a start, or when a system asks us to wait. Kept in memory only.
 * Thread-safe.
 */
final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final BackOff PAUSES = new BackOff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final int FAILURES_IN_A_ROW = 2;

  /** A first message that has no answer by then is slow, and says nothing about the others. */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(1);

  /** A try that has no answer by then does not keep another one from trying. */
  private static final Duration ANSWER = PAUSES.longest();

  private enum Position {
    UNTESTED,
    OPEN,
    CLOSED
  }

  private final String queue;
  private final InstantSource clock;
  private final Function<String, Optional<Instant>> lastAnswer;
  private final RandomGenerator random;
  private final Set<Long> failed = new TreeSet<>();
  private List<Long> released = List.of();
  private Position position = Position.UNTESTED;
  private Away away;
  private String suspect;
  private long troubleAt;
  private Instant since;
  private int tries;
  private Claim probe;
  private Instant probeBegan = Instant.EPOCH;
  private Instant lastFailure = Instant.EPOCH;
  private boolean answersOthers;

  /**
   * @param queue whose messages they are, for people
   * @param lastAnswer when a system last answered anybody
   */
  Gate(
      String queue,
      InstantSource clock,
      Function<String, Optional<Instant>> lastAnswer,
      RandomGenerator random) {
    this.queue = queue;
    this.clock = clock;
    this.lastAnswer = lastAnswer;
    this.random = random;
  }

  /** How many messages may be claimed now, of the number that the caller is ready for. */
  synchronized int admits(int free) {
    if (isProbeSlow()) {
      probe = null;
      position = position == Position.UNTESTED ? Position.OPEN : position;
    }
    if (position == Position.OPEN) {
      return free;
    }
    if (probe != null || !isProbeDue()) {
      return 0;
    }
    released = List.copyOf(failed);
    return 1;
  }

  private boolean isProbeSlow() {
    Duration patience = position == Position.UNTESTED ? FIRST_ANSWER : ANSWER;
    return probe != null && !clock.instant().isBefore(probeBegan.plus(patience));
  }

  private boolean isProbeDue() {
    Instant now = clock.instant();
    if (away == null || !now.isBefore(away.nextTry()) || now.isBefore(lastFailure)) {
      return true;
    }
    return !away.asked()
        && !answersOthers
        && hasAnsweredSince(away.system(), lastFailure)
        && !now.isBefore(lastFailure.plus(PAUSES.first()));
  }

  private boolean hasAnsweredSince(String system, Instant moment) {
    return lastAnswer.apply(system).filter(answer -> answer.isAfter(moment)).isPresent();
  }

  /** Messages that wait for a time of their own and need not wait any longer; told once. */
  synchronized List<Long> takeReleased() {
    List<Long> taken = released;
    released = List.of();
    return taken;
  }

  /** What came of the last {@link #admits}; where nobody waits any more, nobody can try. */
  synchronized void claimed(List<Claim> claims) {
    if (position == Position.OPEN) {
      return;
    }
    if (!claims.isEmpty()) {
      probe = claims.get(0);
      probeBegan = clock.instant();
    } else if (position == Position.CLOSED) {
      open();
    }
  }

  /** A delivery is over. */
  synchronized void ended(Claim claim, Trial trial) {
    boolean wasProbe = claim.equals(probe);
    if (wasProbe) {
      probe = null;
    }
    if (trial.absence().isPresent()) {
      fail(claim.message(), trial.absence().get(), wasProbe);
    } else if (opens(trial)) {
      open();
    } else if (wasProbe && away != null) {
      away = away.trying(clock.instant());
    }
    notifyAll();
  }

  private boolean opens(Trial trial) {
    return suspect == null
        ? position == Position.UNTESTED && trial.answered()
        : trial.answered(suspect, troubleAt);
  }

  private void open() {
    if (position == Position.CLOSED) {
      LOG.info("Messages of {} go on", queue);
    }
    position = Position.OPEN;
    released = away == null ? List.of() : List.copyOf(failed);
    failed.clear();
    suspect = null;
    away = null;
  }

  private void fail(long message, Absence absence, boolean wasProbe) {
    failed.add(message);
    if (suspect == null) {
      troubleAt = System.nanoTime();
      since = clock.instant();
    }
    suspect = absence.system();
    boolean closes =
        position == Position.UNTESTED
            || failed.size() >= FAILURES_IN_A_ROW
            || absence.pause().isPresent();
    if (position == Position.CLOSED ? wasProbe : closes) {
      close(absence);
    }
  }

  private void close(Absence absence) {
    Instant now = clock.instant();
    if (position != Position.CLOSED) {
      LOG.warn("Messages of {} wait for {}: {}", queue, absence.system(), absence.why());
      position = Position.CLOSED;
      troubleAt = System.nanoTime();
      tries = 0;
      answersOthers = false;
    } else {
      answersOthers = hasAnsweredSince(absence.system(), lastFailure);
    }
    tries++;
    Duration own = PAUSES.after(tries, random);
    Duration pause = absence.pause().filter(asked -> asked.compareTo(own) > 0).orElse(own);
    lastFailure = now;
    away =
        new Away(
            absence.system(), since, now.plus(pause), absence.why(), absence.pause().isPresent());
  }

  /** For which system the messages wait. */
  synchronized Optional<Away> away() {
    return Optional.ofNullable(away);
  }

  /** Whether a system is away that answers nobody, so that no failure is a record's own. */
  synchronized boolean isAllAway() {
    return away != null && !hasAnsweredSince(away.system(), lastFailure);
  }

  /** Returns when the gate may have opened or a probe may be due, or after that time. */
  synchronized void await(Duration longest) throws InterruptedException {
    TimeUnit.MILLISECONDS.timedWait(this, Math.min(longest.toMillis(), untilProbe()));
  }

  private long untilProbe() {
    if (away == null || probe != null) {
      return Long.MAX_VALUE;
    }
    long millis = Duration.between(clock.instant(), away.nextTry()).toMillis();
    return millis <= 0 ? Long.MAX_VALUE : millis;
  }
}
