package io.fieldbridge.operator;

import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.inbox.Backlog;
import io.fieldbridge.inbox.State;
import io.fieldbridge.mapping.Contract;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What monitoring sees, computed when it looks; the database is asked at most once a second.
 * Thread-safe.
 *
 * <ul>
 *   <li>{@code fieldbridge_messages{flow,state}}: open messages
 *   <li>{@code fieldbridge_oldest_seconds{flow}}: age of the oldest open message
 *   <li>{@code fieldbridge_flow_stopped{flow}}: 1 while the mass-change breaker holds the flow
 *   <li>{@code fieldbridge_feed_silence_seconds{feed}}: time since the feed's last sign of life, or
 *       since the start
 *   <li>{@code fieldbridge_feed_red{feed}}: 1 while the feed has failed, is deaf or silent for too
 *       long
 *   <li>{@code fieldbridge_system_away{system}}: 1 while messages wait for the system to come back,
 *       or for as long as it has asked us to wait
 *   <li>{@code fieldbridge_calls_total{system,purpose}}: calls sent since the start
 * </ul>
 *
 * <p>Feeds and purposes come up while the daemon runs; each is seen from the second look on.
 */
public final class OperatorMetrics {

  private static final Duration KEPT = Duration.ofSeconds(1);

  /** The queue in which reports to CRM records wait, next to those of the flows. */
  private static final String REPORTS = "report";

  private final Desk desk;
  private final MeterRegistry registry;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private Snapshot snapshot = new Snapshot(Instant.EPOCH, Instant.EPOCH, List.of());

  /** What the database said, and when, by our clock and by its own. */
  private record Snapshot(Instant taken, Instant at, List<Backlog> backlog) {}

  private OperatorMetrics(Desk desk, MeterRegistry registry) {
    this.desk = desk;
    this.registry = registry;
  }

  /** Adds the daemon's meters to the registry. */
  public static OperatorMetrics bind(Desk desk, MeterRegistry registry) {
    OperatorMetrics metrics = new OperatorMetrics(desk, registry);
    metrics.flow(REPORTS);
    desk.remote().systems().connectors().keySet().forEach(metrics::away);
    metrics.discover();
    return metrics;
  }

  private void flow(String flow) {
    Arrays.stream(State.values()).filter(State::isOpen).forEach(state -> messages(flow, state));
    Gauge.builder("fieldbridge.oldest.seconds", () -> oldest(flow))
        .description("Age of the oldest open message")
        .tag("flow", flow)
        .register(registry);
  }

  private void breaker(String flow) {
    Gauge.builder(
            "fieldbridge.flow.stopped",
            () -> desk.memory().breaker().stop(flow).isPresent() ? 1 : 0)
        .description("1 while the flow's mass-change breaker holds it")
        .tag("flow", flow)
        .register(registry);
  }

  private void away(String system) {
    Gauge.builder("fieldbridge.system.away", () -> isAway(system) ? 1 : 0)
        .description("1 while messages wait for the system")
        .tag("system", system)
        .register(registry);
  }

  private boolean isAway(String system) {
    return desk.remote().deliveries().get().stream()
        .flatMap(deliveries -> deliveries.away().stream())
        .anyMatch(away -> away.system().equals(system));
  }

  private void messages(String flow, State state) {
    Gauge.builder("fieldbridge.messages", () -> count(flow, state))
        .description("Open messages")
        .tag("flow", flow)
        .tag("state", state.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private long count(String flow, State state) {
    return fresh().backlog().stream()
        .filter(part -> part.flow().equals(flow) && part.state() == state)
        .mapToLong(Backlog::count)
        .sum();
  }

  private double oldest(String flow) {
    Snapshot now = fresh();
    return now.backlog().stream()
        .filter(part -> part.flow().equals(flow))
        .mapToDouble(part -> seconds(part.oldest(), now.at()))
        .max()
        .orElse(0);
  }

  private synchronized Snapshot fresh() {
    Instant now = desk.house().clock().instant();
    if (!snapshot.taken().plus(KEPT).isAfter(now)) {
      snapshot = new Snapshot(now, desk.memory().store().now(), desk.memory().inbox().backlog());
      discover();
    }
    return snapshot;
  }

  /** What came since: a flow by hot swap, a feed by its first run. */
  private void discover() {
    desk.remote().contracts().all().stream()
        .map(Contract::flow)
        .filter(flow -> known.add("flow " + flow))
        .forEach(
            flow -> {
              flow(flow);
              breaker(flow);
            });
    desk.remote().feeds().get().stream()
        .map(FeedStatus::feed)
        .filter(feed -> known.add("feed " + feed))
        .forEach(this::feed);
    for (Connector connector : desk.remote().systems().all()) {
      connector.status().calls().keySet().stream()
          .filter(purpose -> known.add("calls " + connector.system() + " " + purpose))
          .forEach(purpose -> calls(connector, purpose));
    }
  }

  private void feed(String feed) {
    Gauge.builder("fieldbridge.feed.silence.seconds", () -> silence(feed))
        .description("Time since the feed's last sign of life")
        .tag("feed", feed)
        .register(registry);
    Gauge.builder("fieldbridge.feed.red", () -> isRed(feed) ? 1 : 0)
        .description("1 while the feed has failed, is deaf or silent for too long")
        .tag("feed", feed)
        .register(registry);
  }

  private boolean isRed(String feed) {
    Instant now = desk.house().clock().instant();
    return desk.remote().feeds().get().stream()
        .filter(status -> status.feed().equals(feed))
        .anyMatch(status -> status.red(now, desk.house().started()));
  }

  private double silence(String feed) {
    Instant now = desk.house().clock().instant();
    return desk.remote().feeds().get().stream()
        .filter(status -> status.feed().equals(feed))
        .mapToDouble(status -> seconds(status.lastSignOfLife().orElse(desk.house().started()), now))
        .findFirst()
        .orElse(Double.NaN);
  }

  private void calls(Connector connector, String purpose) {
    FunctionCounter.builder(
            "fieldbridge.calls",
            connector,
            from -> from.status().calls().getOrDefault(purpose, 0L).doubleValue())
        .description("Calls sent since the start")
        .tag("system", connector.system())
        .tag("purpose", purpose)
        .register(registry);
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
  }
}
