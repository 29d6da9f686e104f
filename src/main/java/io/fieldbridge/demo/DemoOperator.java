package io.fieldbridge.demo;

import java.util.List;

/** What the operator of the story does with the running daemon. Thread-safe for one caller. */
public interface DemoOperator {

  /** Lets a flow that observes go live, as {@code ./fieldbridge approve FLOW} does. */
  void approve(String flow);

  /** The messages that wait for a person, as {@code ./fieldbridge parked} lists them. */
  List<ParkedMessage> parked();

  /** Delivers a parked message again, as {@code ./fieldbridge retry ID} does. */
  void retry(String id);
}
