package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.link.Links;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A nightly key sweep that fails or is missed, as its operators see it (G30, G34). */
class KeySweepAlarmTest {

  private static final int LOST = 60;
  private static final String RED = "fieldbridge_feed_red{feed=\"business-central:key-sweep\"} ";

  @TempDir private Path home;

  private final MovableClock clock = new MovableClock();
  private final Instant begun = Instant.now();
  private Bridge bridge;

  @BeforeEach
  void start() {
    bridge = Bridge.live(home, clock);
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void a_sweep_that_fails_is_red_in_health_metrics_and_status_until_it_succeeds() {
    bridge.businessCentralSandbox().fault("{'fault': 'connection-reset', 'times': -1}");
    clock.set(begun.plus(Duration.ofDays(1)));

    soon(() -> assertThat(sweep(bridge.commands().refused("status"))).contains("RED"));
    assertThat(bridge.daemonSays("/observe/health")).contains("feed-business-central:key-sweep");
    soon(() -> assertThat(bridge.daemonSays("/observe/metrics")).contains(RED + "1.0"));

    bridge.businessCentralSandbox().clearFaults();
    clock.set(begun.plus(Duration.ofHours(26)));

    soon(() -> assertThat(sweep(bridge.commands().done("status"))).contains(" ok "));
    soon(() -> assertThat(bridge.daemonSays("/observe/metrics")).contains(RED + "0.0"));
  }

  @Test
  void a_sweep_whose_time_passed_while_the_daemon_was_down_is_made_up_for() {
    Instant next = begun.plus(Duration.ofDays(2));
    bridge.stopDaemon();
    clock.set(next);
    bridge.startDaemon();

    String time = next.truncatedTo(ChronoUnit.SECONDS).toString();
    soon(() -> assertThat(sweep(bridge.commands().done("status"))).contains(" ok ", time));
  }

  /** They are more than the breaker lets pass, and a person is not asked twice. */
  @Test
  void losses_that_are_not_believed_are_shown_and_pass_when_a_person_says_so() {
    String flow = "account-customer";
    for (int i = 0; i < LOST; i++) {
      bridge.accounts().create("Lost Works " + i);
    }
    Links links = bridge.engine().state().links();
    soon(() -> assertThat(links.count(flow)).isEqualTo(LOST));
    soon(() -> assertThat(bridge.openMessages()).isZero());
    bridge
        .erp()
        .find("customers", "startswith(displayName,'Lost Works')")
        .forEach(customer -> bridge.erp().delete("customers", customer.path("id").asText()));
    clock.set(begun.plus(Duration.ofDays(1)));

    soon(
        () ->
            assertThat(sweep(bridge.commands().refused("status")))
                .contains("RED " + LOST + " of " + LOST));
    assertThat(bridge.commands().refused("release", flow))
        .contains(LOST + " linked records are not to be seen", "release " + flow + " --yes");
    assertThat(bridge.commands().done("release", flow, "--yes")).contains(LOST + " losses");

    soon(() -> assertThat(links.count(flow)).isZero());
    assertThat(bridge.engine().state().breaker().stop(flow)).isEmpty();
  }

  private static String sweep(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("business-central:key-sweep "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no key sweep"));
  }
}
