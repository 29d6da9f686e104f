package io.fieldbridge.benchmark;

import java.time.Duration;
import java.util.Map;

/** A program that brings accounts to Business Central. */
interface Contender extends AutoCloseable {

  String name();

  /** Begins on fresh systems. */
  void begin();

  /** Begins on fresh systems, with so many accounts that have their customer. */
  void begin(int accounts);

  /** Starts the process again. */
  void start();

  /** SIGKILL. */
  void kill();

  /** Whether nothing has been under way for a while. */
  boolean isIdle();

  /** How many calls it says it has sent, by system and purpose; empty where it does not count. */
  default Map<String, Long> told() {
    return Map.of();
  }

  @Override
  default void close() {
    kill();
  }

  /** Waits until it is idle; false if it is not in time. */
  default boolean rest(Duration longest) {
    return Patience.await(longest, this::isIdle);
  }
}
