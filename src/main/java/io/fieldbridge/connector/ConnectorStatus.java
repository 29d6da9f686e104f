package io.fieldbridge.connector;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * @param lastAnswer when the system last answered anything but a failure of its own
 * @param lastFailure what it last failed with, while that is newer than the last answer
 * @param calls calls sent since start, by purpose (the flow's name, or feed, login, schema)
 */
public record ConnectorStatus(
    Optional<Instant> lastAnswer, Optional<String> lastFailure, Map<String, Long> calls) {
  public ConnectorStatus {
    calls = Map.copyOf(calls);
  }
}
