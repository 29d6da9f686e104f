package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The health of a daemon whose systems and feeds die and come back (P15, G30). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthTest {

  private Bridge bridge;

  @BeforeAll
  void start(@TempDir Path home) {
    bridge = Bridge.live(home, Map.of("FIELDBRIDGE_SALESFORCE_KEEP_ALIVE", "3s"));
    bridge.salesforceSandbox().setting("{'pubSubKeepAliveMilliseconds': 300}");
  }

  @AfterEach
  void calm() {
    bridge.salesforceSandbox().clearFaults();
    bridge.businessCentralSandbox().clearFaults();
  }

  @AfterAll
  void stop() {
    bridge.close();
  }

  @Test
  void each_system_and_each_feed_tells_the_age_of_its_last_sign_of_life() {
    soon(() -> assertThat(health().path("status").asText()).isEqualTo("UP"));

    for (String name :
        new String[] {
          "system-salesforce",
          "system-business-central",
          "feed-salesforce:/data/ChangeEvents",
          "feed-business-central:customers",
          "feed-business-central:key-sweep"
        }) {
      assertThat(status(name)).isEqualTo("UP");
      assertThat(check(name).path("message").asText()).matches("last sign of life \\d+ s ago");
    }
  }

  @Test
  void an_erp_that_dies_is_red_until_it_is_back() {
    bridge.businessCentralSandbox().fault("{'fault': 'connection-reset', 'times': -1}");

    soon(() -> assertThat(status("system-business-central")).isEqualTo("DOWN"));
    soon(() -> assertThat(status("feed-business-central:customers")).isEqualTo("DOWN"));
    assertThat(health().path("status").asText()).isEqualTo("DOWN");
    assertThat(check("feed-business-central:customers").path("message").asText())
        .matches("(?s).+; last sign of life \\d+ s ago");
    assertThat(bridge.commands().refused("status")).contains("RED");

    bridge.businessCentralSandbox().clearFaults();

    soon(() -> assertThat(health().path("status").asText()).as("%s", health()).isEqualTo("UP"));
  }

  @Test
  void an_event_stream_that_falls_silent_is_red_until_it_speaks() {
    bridge.salesforceSandbox().fault("{'fault': 'stream-silent'}");

    soon(() -> assertThat(status("feed-salesforce:/data/ChangeEvents")).isEqualTo("DOWN"));
    assertThat(health().path("status").asText()).isEqualTo("DOWN");

    bridge.salesforceSandbox().clearFaults();

    soon(() -> assertThat(health().path("status").asText()).as("%s", health()).isEqualTo("UP"));
  }

  @Test
  void an_org_that_dies_is_red_until_it_is_back() {
    bridge.salesforceSandbox().fault("{'fault': 'connection-reset', 'times': -1}");
    bridge.salesforceSandbox().fault("{'fault': 'stream-silent'}");
    bridge.erp().create("customers", "{'displayName': 'While The Org Is Dead'}");

    soon(() -> assertThat(status("system-salesforce")).isEqualTo("DOWN"));
    soon(() -> assertThat(status("feed-salesforce:/data/ChangeEvents")).isEqualTo("DOWN"));

    bridge.salesforceSandbox().clearFaults();

    soon(() -> assertThat(health().path("status").asText()).as("%s", health()).isEqualTo("UP"));
  }

  private String status(String name) {
    return check(name).path("status").asText();
  }

  private JsonNode check(String name) {
    for (JsonNode check : health().path("checks")) {
      if (check.path("name").asText().equals(name)) {
        return check;
      }
    }
    throw new AssertionError("no check " + name + " in " + health());
  }

  private JsonNode health() {
    try {
      return Wire.JSON.readTree(bridge.daemonSays("/observe/health"));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
