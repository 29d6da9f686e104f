package io.fieldbridge.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
    int parts = state.partRoots().forgetBefore(now.minus(kept));
    LOG.info("Forgot of {} parts to which record they belong", parts);
    return parts;
  }

  private int sweep(Instant before) {
    int messages = state.inbox().deleteFinished(before);
    int journal = state.journal().deleteBefore(before);
    int effects = state.effects().deleteSettled(before);
    int writes = state.effects().forgetWrites(before);
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
}
