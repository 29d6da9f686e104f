package io.fieldbridge.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a feed fares.
 *
 * @param feed the feed's name
 * @param system the system that it tells of
 * @param lastSignOfLife when the source last spoke; empty before the first time
 * @param silenceLimit the longest silence that is still healthy
 * @param failure what it last failed with, until it speaks again
 */
public record FeedStatus(
    String feed,
    String system,
    Optional<Instant> lastSignOfLife,
    Duration silenceLimit,
    Optional<String> failure) {

  /** Whether the feed has failed or has been silent for too long. */
  public boolean red(Instant now, Instant started) {
    return failure.isPresent() || lastSignOfLife.orElse(started).plus(silenceLimit).isBefore(now);
  }
}
