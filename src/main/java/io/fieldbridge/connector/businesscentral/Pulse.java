package io.fieldbridge.connector.businesscentral;

import io.fieldbridge.connector.ConnectorStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Remembers how the system fares. Thread-safe. */
final class Pulse {

  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final Clock clock;
  private volatile Instant lastAnswer;
  private volatile String lastFailure;

  Pulse(Clock clock) {
    this.clock = clock;
  }

  void sent(String purpose) {
    calls.computeIfAbsent(purpose, name -> new LongAdder()).increment();
  }

  void answered() {
    lastAnswer = clock.instant();
    lastFailure = null;
  }

  void failed(String what) {
    lastFailure = what;
  }

  ConnectorStatus status() {
    Map<String, Long> counted = new TreeMap<>();
    calls.forEach((purpose, count) -> counted.put(purpose, count.sum()));
    return new ConnectorStatus(
        Optional.ofNullable(lastAnswer), Optional.ofNullable(lastFailure), counted);
  }
}
