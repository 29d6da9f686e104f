package io.fieldbridge.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is finished and old: messages, journal, settled effects, own writes that are kept
 * for echo recognition, and where parts belong. Open things are never deleted, links never. Bound
 * as {@code retention} for routes. Thread-safe.
 */
public final class Retention {

  /** Feeds may tell a change again for three days; what is younger is needed to know it. */
  public static final Duration SHORTEST = Duration.ofDays(7);

  /** A part may move long after it was booked; forgotten, it would be billed twice in silence. */
  static final Duration PARTS_SHORTEST = Duration.ofDays(366);

  /** A database gives a statement a minute; so many rows take a fraction of a second. */
  static final int PAGE = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final State state;
  private final Optional<Duration> age;

  /**
   * @param age after which finished things are deleted, at least {@link #SHORTEST}; empty is never
   */
  public Retention(State state, Optional<Duration> age) {
    if (age.isPresent() && age.get().compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "A retention of " + age.get() + " is too short; at least " + SHORTEST.toDays() + " days");
    }
    this.state = state;
    this.age = age;
  }

  /**
   * Deletes what is older than the retention, by the database's clock.
   *
   * @return how many rows went; 0 without a retention
   */
  public int sweep() {
    Instant now = state.store().now();
    return age.map(longest -> sweep(now.minus(longest)) + forgetParts(now, longest)).orElse(0);
  }

  private int forgetParts(Instant now, Duration longest) {
    Duration kept = longest.compareTo(PARTS_SHORTEST) < 0 ? PARTS_SHORTEST : longest;
    int parts = inParts(page -> state.partRoots().forgetBefore(now.minus(kept), page));
    LOG.info("Forgot of {} parts to which record they belong", parts);
    return parts;
  }

  private int sweep(Instant before) {
    int messages = inParts(page -> state.inbox().deleteFinished(before, page));
    int journal = inParts(page -> state.journal().deleteBefore(before, page));
    int effects = inParts(page -> state.effects().deleteSettled(before, page));
    int writes = inParts(page -> state.effects().forgetWrites(before, page));
    LOG.info(
        "Deleted what was finished before {}: {} messages, {} journal entries, {} effects, {} own"
            + " writes",
        before,
        messages,
        journal,
        effects,
        writes);
    return messages + journal + effects + writes;
  }

  /** Each part is durable by itself, so that a sweep that is cut short has not been in vain. */
  private static int inParts(IntUnaryOperator delete) {
    int all = 0;
    int deleted = PAGE;
    while (deleted == PAGE) {
      deleted = delete.applyAsInt(PAGE);
      all += deleted;
    }
    return all;
  }
}
