package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that has never reached its systems, as its operators see it (P15, G30). */
class ContactAlarmTest {

  /** A refused login is not tried again for half a minute. */
  private static final Duration LONGER_THAN_HELD = Duration.ofSeconds(90);

  private static final String RED = "fieldbridge_feed_red{feed=\"contact\"} ";

  @TempDir private Path home;
  private Bridge bridge;

  @BeforeEach
  void start() {
    bridge = Bridge.live(home, Map.of());
    bridge.stopDaemon();
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void a_daemon_whose_login_is_refused_from_the_start_is_red_until_it_is_let_in() {
    bridge
        .salesforceSandbox()
        .fault("{'fault': 'unauthorized', 'operation': 'login', 'times': -1}");
    bridge.launchDaemon();

    String told = "salesforce cannot be reached yet: Salesforce refused the login";
    soon(() -> assertThat(health()).startsWith("{\"status\":\"DOWN\"").contains(told));
    assertThat(health()).contains("feed-contact").contains("authentication failure");
    assertThat(bridge.commands().refused("status"))
        .containsPattern("contact +RED " + told)
        .doesNotContain("All is well");
    soon(() -> assertThat(bridge.daemonSays("/observe/metrics")).contains(RED + "1.0"));

    bridge.salesforceSandbox().clearFaults();

    await().atMost(LONGER_THAN_HELD).until(() -> health().startsWith("{\"status\":\"UP\""));
    assertThat(health()).doesNotContain("feed-contact");
    assertThat(bridge.commands().done("status")).contains("All is well");
    soon(() -> assertThat(bridge.daemonSays("/observe/metrics")).contains(RED + "0.0"));
  }

  private String health() {
    return bridge.daemonSays("/observe/health");
  }
}
