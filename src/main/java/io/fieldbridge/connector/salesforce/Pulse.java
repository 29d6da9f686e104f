package io.fieldbridge.connector.salesforce;

import io.fieldbridge.connector.ConnectorStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How the org answers, and how often it was asked. That it refuses us altogether stands until a
 * call succeeds, whatever else it answers. Thread-safe.
 */
final class Pulse {

  private static final int NO_SUCCESS = 300;
  private static final int SERVER_FAULT = 500;

  private final Clock clock;
  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
  private volatile Instant lastAnswer;
  private volatile String failure;
  private volatile String refusal;

  Pulse(Clock clock) {
    this.clock = clock;
  }

  void called(String purpose) {
    calls.computeIfAbsent(purpose, key -> new LongAdder()).increment();
  }

  void answered(String what, int status) {
    if (status >= SERVER_FAULT) {
      failed(what + " was answered with HTTP " + status);
      return;
    }
    if (status < NO_SUCCESS) {
      refusal = null;
    }
    alive();
  }

  void alive() {
    lastAnswer = clock.instant();
    failure = null;
  }

  void failed(String text) {
    failure = text;
  }

  /** The org answers, but not to us. */
  void refused(String text) {
    refusal = text;
  }

  ConnectorStatus status() {
    Map<String, Long> counts = new HashMap<>();
    calls.forEach((purpose, count) -> counts.put(purpose, count.sum()));
    return new ConnectorStatus(
        Optional.ofNullable(lastAnswer),
        Optional.ofNullable(refusal).or(() -> Optional.ofNullable(failure)),
        counts);
  }
}
