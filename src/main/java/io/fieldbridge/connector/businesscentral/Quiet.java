package io.fieldbridge.connector.businesscentral;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a set has been quiet for so long that nothing stamped before its newest row can come any
 * more. How long is measured by the server's clock alone, for that of the stamps may be another
 * one. Not thread-safe.
 */
final class Quiet {

  /** What is read may be a copy that is taken now and then, and so lags behind by more than one. */
  private static final int OVERLAPS = 4;

  private final Duration overlap;
  private Instant since;

  Quiet(Duration overlap) {
    this.overlap = overlap;
  }

  /**
   * @param at the server's time at the beginning of a poll
   * @param newest the newest stamp that the poll read, the epoch for none
   * @param told whether it read anything new
   * @return the position from which the newest row is not read again, if that is safe by now
   */
  Optional<Instant> settled(Instant at, Instant newest, boolean told) {
    if (told || since == null) {
      since = at;
    }
    Instant after = newest.plus(overlap);
    boolean isQuiet = Duration.between(since, at).compareTo(overlap.multipliedBy(OVERLAPS)) > 0;
    return Optional.of(after)
        .filter(position -> isQuiet && newest.isAfter(Instant.EPOCH) && !position.isAfter(at));
  }
}
