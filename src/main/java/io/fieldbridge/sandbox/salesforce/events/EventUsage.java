package io.fieldbridge.sandbox.salesforce.events;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** Counts what is published and delivered, against the org's limits. Thread-safe. */
public final class EventUsage {

  /** What is counted over 24 hours, under the names of {@code PlatformEventUsageMetric}. */
  public enum Metric {
    CHANGE_EVENTS_PUBLISHED,
    CHANGE_EVENTS_DELIVERED,
    PLATFORM_EVENTS_PUBLISHED,
    PLATFORM_EVENTS_DELIVERED
  }

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String PLATFORM_TOPICS = "/event/";

  private final EventAllowance deliveries;
  private final EventAllowance publications;
  private final Map<Metric, EventAllowance> metrics = new EnumMap<>(Metric.class);

  EventUsage(InstantSource clock) {
    deliveries = new EventAllowance(clock, DAY);
    publications = new EventAllowance(clock, HOUR);
    for (Metric metric : Metric.values()) {
      metrics.put(metric, new EventAllowance(clock, DAY));
    }
  }

  /** Deliveries of a day, over both APIs and counted per subscriber. */
  public EventAllowance deliveries() {
    return deliveries;
  }

  /** Platform events that are published in an hour. */
  public EventAllowance publications() {
    return publications;
  }

  /** Takes deliveries of a topic's events; false where the day has none left. */
  public boolean deliver(String topic, int events) {
    if (!deliveries.take(events)) {
      return false;
    }
    boolean platform = topic.startsWith(PLATFORM_TOPICS);
    count(platform ? Metric.PLATFORM_EVENTS_DELIVERED : Metric.CHANGE_EVENTS_DELIVERED, events);
    return true;
  }

  void published(Metric metric, int events) {
    count(metric, events);
  }

  private void count(Metric metric, int events) {
    metrics.get(metric).take(events);
  }

  /** What was counted in the last 24 hours. */
  public long lastDay(Metric metric) {
    return metrics.get(metric).used();
  }

  void reset() {
    deliveries.reset();
    publications.reset();
    metrics.values().forEach(EventAllowance::reset);
  }
}
