package io.fieldbridge.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.connector.ConnectorStatus;
import io.fieldbridge.connector.FeedStatus;
import io.fieldbridge.inbox.DeliveryStatus;
import io.fieldbridge.inbox.DeliveryStatus.Trouble;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.link.PairIdentity;
import io.fieldbridge.mapping.Problem;
import io.fieldbridge.model.RecordRef;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators, health and monitoring see; no system is called for it. */
class StatusReportTest {

  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "001A");

  @TempDir Path home;

  private TestDesk desk;

  @BeforeEach
  void open() {
    desk = new TestDesk(home);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_daemon_that_never_spoke_to_anyone_is_not_red() {
    JsonNode report = report();

    assertThat(report.path("red").asBoolean()).isFalse();
    assertThat(report.path("since").asText()).isEqualTo("2026-03-01T08:00:00Z");
    assertThat(report.path("systems").findValuesAsText("system"))
        .containsExactly("business-central", "salesforce");
    assertThat(report.path("systems").get(1).has("lastAnswer")).isFalse();
    assertThat(report.path("flows").findValuesAsText("mode")).containsExactly("observe", "observe");
  }

  @Test
  void a_contract_that_the_systems_refuse_is_red_and_one_that_may_lose_values_is_not() {
    Problem warning = new Problem("b.yaml", 3, "b is long", "Cut it", false);
    desk.live = Map.of("work-order-invoice", List.of(warning));
    assertThat(report().path("red").asBoolean()).isFalse();
    assertThat(report().path("flows").toString()).contains("warning mappings/b.yaml:3: b is long");

    Problem hard = new Problem("a.yaml", 7, "no field a", "Create it");
    desk.live = Map.of("account-customer", List.of(hard));
    JsonNode report = report();
    assertThat(report.path("red").asBoolean()).isTrue();
    JsonNode flow = report.path("flows").get(0);
    assertThat(flow.path("red").asBoolean()).isTrue();
    assertThat(flow.path("contractProblems").get(0).asText())
        .isEqualTo("RED mappings/a.yaml:7: no field a. Create it.");
    assertThat(health("contract-account-customer").getState()).isEqualTo(HealthCheck.State.DOWN);
  }

  @Test
  void deliveries_that_nobody_claims_any_more_are_red_and_a_slow_look_is_not() {
    DeliveryStatus looking = deliveries(desk.now.minusSeconds(100), Optional.empty());
    desk.deliveries.add(looking);
    assertThat(report().path("red").asBoolean()).isFalse();
    assertThat(health("deliveries-account-customer-to-erp").getState())
        .isEqualTo(HealthCheck.State.UP);

    desk.deliveries.set(0, deliveries(desk.now.minusSeconds(200), Optional.empty()));
    assertThat(report().path("red").asBoolean()).isTrue();
    assertThat(health("deliveries-account-customer-to-erp").getMessage())
        .contains(
            "Deliveries of account-customer to-erp stand still since 2026-03-01T07:57:40Z:"
                + " nobody has looked for messages since.");

    Trouble trouble = new Trouble(desk.now.minusSeconds(7), "no row 4.");
    desk.deliveries.set(0, deliveries(desk.now, Optional.of(trouble)));
    assertThat(report().path("flows").get(0).path("deliveries").toString())
        .contains("stand still since 2026-03-01T08:00:53Z: no row 4.");
    assertThat(health("deliveries-account-customer-to-erp").getState())
        .isEqualTo(HealthCheck.State.DOWN);
  }

  private static DeliveryStatus deliveries(Instant lastLook, Optional<Trouble> trouble) {
    return new DeliveryStatus(TestDesk.ACCOUNTS, "to-erp", lastLook, trouble, Optional.empty());
  }

  private HealthCheck.Result health(String name) {
    return new DaemonHealth(desk.desk)
        .stream().filter(check -> check.getId().equals(name)).findFirst().orElseThrow().call();
  }

  @Test
  void systems_show_whom_the_database_is_bound_to_and_what_they_cost() {
    new PairIdentity(desk.memory.store())
        .bind(
            Map.of(
                "salesforce.organization", "00D000000000001", "business-central.company", "Nord"));
    desk.crm.status(
        new ConnectorStatus(
            Optional.of(desk.now), Optional.empty(), Map.of("login", 1L, "feed", 41L)));

    JsonNode salesforce = report().path("systems").get(1);

    assertThat(salesforce.path("identity").asText()).isEqualTo("organization 00D000000000001");
    assertThat(salesforce.path("calls").asLong()).isEqualTo(42);
    assertThat(salesforce.path("lastAnswer").asText()).isEqualTo("2026-03-01T08:01:00Z");
  }

  @Test
  void a_system_that_fails_and_a_feed_that_is_silent_are_red() {
    desk.crm.status(new ConnectorStatus(Optional.empty(), Optional.of("login refused"), Map.of()));
    desk.feeds.add(feed(600));

    JsonNode report = report();

    assertThat(report.path("red").asBoolean()).isTrue();
    assertThat(report.path("systems").get(1).path("failure").asText()).isEqualTo("login refused");
    assertThat(report.path("feeds").get(0).path("failure").asText())
        .isEqualTo("silent for too long");
    assertThat(new DaemonHealth(desk.desk).stream().map(check -> check.call().getState()))
        .as("database, both systems, the feed")
        .startsWith(
            HealthCheck.State.UP,
            HealthCheck.State.UP,
            HealthCheck.State.DOWN,
            HealthCheck.State.DOWN);
  }

  @Test
  void flows_show_what_waits_and_what_took_effect() {
    desk.parked(TestDesk.ACCOUNTS, new RecordRef("salesforce", "Account", "001B"));
    Message delivered = desk.claimed(TestDesk.ACCOUNTS, ACCOUNT);
    desk.memory.inbox().delivered(delivered);
    Message waiting = desk.claimed(TestDesk.ACCOUNTS, ACCOUNT);
    desk.memory.inbox().handBack(waiting);

    JsonNode flow = report().path("flows").get(0);

    assertThat(flow.path("flow").asText()).isEqualTo(TestDesk.ACCOUNTS);
    assertThat(flow.path("waiting").asInt()).isEqualTo(1);
    assertThat(flow.path("parked").asInt()).isEqualTo(1);
    assertThat(flow.path("inDoubt").asInt()).isZero();
    assertThat(flow.path("delivered").asInt()).isEqualTo(1);
  }

  @Test
  void metrics_ask_the_database_at_most_once_a_second() {
    MeterRegistry registry = new SimpleMeterRegistry();
    OperatorMetrics.bind(desk.desk, registry);
    assertThat(parked(registry)).isZero();

    desk.parked(TestDesk.ACCOUNTS, ACCOUNT);

    assertThat(parked(registry)).isZero();
    desk.now = desk.now.plusSeconds(1);
    assertThat(parked(registry)).isEqualTo(1);
  }

  @Test
  void metrics_find_feeds_and_purposes_that_come_up_later() {
    MeterRegistry registry = new SimpleMeterRegistry();
    OperatorMetrics.bind(desk.desk, registry);
    desk.feeds.add(feed(30));
    desk.crm.status(new ConnectorStatus(Optional.empty(), Optional.empty(), Map.of("login", 3L)));

    parked(registry);

    assertThat(
            registry
                .get("fieldbridge.feed.silence.seconds")
                .tag("feed", "salesforce/events")
                .gauge()
                .value())
        .isEqualTo(30);
    Meter calls = registry.get("fieldbridge.calls").tag("system", "salesforce").meter();
    assertThat(StreamSupport.stream(calls.measure().spliterator(), false))
        .extracting(measured -> measured.getValue())
        .containsExactly(3.0);
  }

  private FeedStatus feed(long silentSeconds) {
    return new FeedStatus(
        "salesforce/events",
        "salesforce",
        Optional.of(desk.now.minusSeconds(silentSeconds)),
        Duration.ofSeconds(270),
        Optional.empty());
  }

  private static double parked(MeterRegistry registry) {
    return registry
        .get("fieldbridge.messages")
        .tag("flow", TestDesk.ACCOUNTS)
        .tag("state", "parked")
        .gauge()
        .value();
  }

  private JsonNode report() {
    return new StatusReport(desk.desk).report();
  }
}
