package io.fieldbridge.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is finished and old: messages, journal, settled effects, and own writes that are
 * kept for echo recognition. Open things are never deleted, links never. Bound as {@code retention}
 * for routes. Thread-safe.
 */
public final class Retention {

  /** Feeds may tell a change again for three days; what is younger is needed to know it. */
  public static final Duration SHORTEST = Duration.ofDays(7);

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
    return age.map(longest -> sweep(state.store().now().minus(longest))).orElse(0);
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
