package io.fieldbridge.operator;

import io.fieldbridge.breaker.Stop;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.connector.ConnectorStatus;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.inbox.DeliveryStatus;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.store.StoreFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Health, to be registered with Camel's registry: one check of the database, one a system and one a
 * feed, each with the age of the last sign of life, one a contract once the systems have been asked
 * about it, one a flow for its mass-change breaker, and one for the deliveries of each direction. A
 * red one is DOWN; none of them says that the daemon itself is dead. Calls no system. Thread-safe.
 */
public final class DaemonHealth implements HealthCheckRepository {

  private final Desk desk;
  private volatile boolean enabled = true;

  public DaemonHealth(Desk desk) {
    this.desk = desk;
  }

  @Override
  public String getId() {
    return "fieldbridge";
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  @Override
  public Stream<HealthCheck> stream() {
    if (!enabled) {
      return Stream.empty();
    }
    Stream<HealthCheck> systems = StatusReport.sorted(desk).stream().map(SystemCheck::new);
    Stream<HealthCheck> feeds = desk.remote().feeds().get().stream().map(FeedCheck::new);
    Stream<HealthCheck> contracts =
        desk.remote().live().get().entrySet().stream()
            .map(flow -> new ContractCheck(flow.getKey(), flow.getValue()));
    Stream<HealthCheck> breakers =
        desk.remote().contracts().all().stream().map(Contract::flow).map(BreakerCheck::new);
    Stream<HealthCheck> deliveries =
        desk.remote().deliveries().get().stream().map(DeliveryCheck::new);
    return Stream.of(
            Stream.of(new DatabaseCheck()), systems, feeds, contracts, breakers, deliveries)
        .flatMap(Function.identity());
  }

  private void judge(
      HealthCheckResultBuilder builder, Optional<Instant> lastSign, Optional<String> trouble) {
    Instant now = desk.house().clock().instant();
    String age =
        lastSign
            .map(at -> "last sign of life " + Duration.between(at, now).toSeconds() + " s ago")
            .orElse("no sign of life yet");
    builder.message(trouble.map(text -> text + "; " + age).orElse(age));
    lastSign.ifPresent(at -> builder.detail("lastSignOfLife", Views.time(at)));
    builder.state(trouble.isPresent() ? HealthCheck.State.DOWN : HealthCheck.State.UP);
  }

  /** The database: down while it does not answer. */
  private final class DatabaseCheck extends Readiness {

    DatabaseCheck() {
      super("database", "database");
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
      try {
        desk.memory().store().now();
        builder.message("answers").up();
      } catch (StoreFailedException e) {
        builder.message(e.reason().toString()).down();
      }
    }
  }

  /** A remote system: down while its last call failed. */
  private final class SystemCheck extends Readiness {
    private final Connector connector;

    SystemCheck(Connector connector) {
      super("system", "system-" + connector.system());
      this.connector = connector;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
      ConnectorStatus status = connector.status();
      judge(builder, status.lastAnswer(), status.lastFailure());
    }
  }

  /** A contract: down while no record could pass it. */
  private static final class ContractCheck extends Readiness {
    private final List<Problem> problems;

    ContractCheck(String flow, List<Problem> problems) {
      super("contract", "contract-" + flow);
      this.problems = problems;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
      boolean down = problems.stream().anyMatch(Problem::hard);
      String all = problems.stream().map(Problem::toString).collect(Collectors.joining(" "));
      builder.message(all.isEmpty() ? "fits both systems" : all);
      builder.state(down ? HealthCheck.State.DOWN : HealthCheck.State.UP);
    }
  }

  /** A flow's mass-change breaker: down while the flow is stopped and waits for a person. */
  private final class BreakerCheck extends Readiness {
    private final String flow;

    BreakerCheck(String flow) {
      super("mass-change", "mass-change-" + flow);
      this.flow = flow;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
      Optional<Stop> stop = desk.memory().breaker().stop(flow);
      builder.message(stop.map(Stop::words).orElse("no mass change"));
      stop.ifPresent(reason -> builder.detail("since", Views.time(reason.at())));
      builder.state(stop.isPresent() ? HealthCheck.State.DOWN : HealthCheck.State.UP);
    }
  }

  /**
   * The deliveries of a flow in one direction: down while nobody claims what is due, or a system
   * that they need is away. One that asks us to wait is none.
   */
  private final class DeliveryCheck extends Readiness {
    private final DeliveryStatus status;

    DeliveryCheck(DeliveryStatus status) {
      super("deliveries", "deliveries-" + status.flow() + "-" + status.direction());
      this.status = status;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
      Instant now = desk.house().clock().instant();
      builder.message(status.told(now).orElse("what is due is delivered"));
      builder.detail("lastLook", Views.time(status.lastLook()));
      builder.state(status.red(now) ? HealthCheck.State.DOWN : HealthCheck.State.UP);
    }
  }

  /** A feed: down when it failed or has been silent for too long. */
  private final class FeedCheck extends Readiness {
    private final FeedStatus feed;

    FeedCheck(FeedStatus feed) {
      super("feed", "feed-" + feed.feed());
      this.feed = feed;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
      boolean red = feed.red(desk.house().clock().instant(), desk.house().started());
      judge(
          builder,
          feed.lastSignOfLife(),
          red ? feed.failure().or(() -> Optional.of("silent for too long")) : Optional.empty());
    }
  }

  /** Says whether the daemon can do its work; one that cannot is not helped by a restart. */
  private abstract static class Readiness extends AbstractHealthCheck {

    Readiness(String group, String id) {
      super(group, id);
    }

    @Override
    public boolean isLiveness() {
      return false;
    }
  }
}
