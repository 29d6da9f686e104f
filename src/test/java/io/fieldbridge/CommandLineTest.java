package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.link.FlowMode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First contact as an operator makes it: commands against a daemon that runs (Z19, Z24). */
class CommandLineTest {

  private static final String FLOW = "account-customer";

  @Test
  void match_and_approve_lead_a_flow_that_observes_to_its_first_customers(@TempDir Path home) {
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      bridge.engine().state().modes().set(FLOW, FlowMode.OBSERVE, "test");
      String account = bridge.accounts().create("Approved By Hand");

      String matched = bridge.commands().done("match", FLOW);
      assertThat(matched).contains("is in mode observe", "Approved By Hand");
      assertThat(bridge.accounts().customersNamed("Approved By Hand")).isZero();

      assertThat(bridge.commands().done("approve", FLOW, "--create"))
          .contains("is live:", "queued");
      assertThat(bridge.accounts().customerOf(account).path("displayName").asText())
          .isEqualTo("Approved By Hand");
    }
  }
}
