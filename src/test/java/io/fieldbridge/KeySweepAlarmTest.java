package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

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

  private static String sweep(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("business-central:key-sweep "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no key sweep"));
  }
}
