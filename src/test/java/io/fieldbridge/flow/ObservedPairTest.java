package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.link.FlowMode;
import org.junit.jupiter.api.Test;

/** A pair that nobody has approved yet, and what its operators see of it (Z24, Z25, G30). */
class ObservedPairTest extends BridgeTestCase {

  private static final String FLOW = "account-customer";

  @Test
  void an_observing_flow_delivers_nothing_and_loses_nothing() {
    accounts.linked("Before Observing");
    mode(FlowMode.OBSERVE);
    SandboxSwitches erp = bridge.businessCentralSandbox();
    erp.forgetRequests();

    String account = accounts.create("Observed");
    soon(() -> assertThat(bridge.open(account)).hasSize(1));
    soon(() -> assertThat(erp.requests("GET", "/customers")).isGreaterThan(2));
    assertThat(erp.requests("POST", "/customers")).isZero();
    assertThat(accounts.customersNamed("Observed")).isZero();

    mode(FlowMode.LIVE);
    accounts.customerOf(account);
    assertThat(accounts.customersNamed("Observed")).isEqualTo(1);
  }

  @Test
  void nothing_plays_ping_pong_when_both_sides_are_in_step() {
    mode(FlowMode.LIVE);
    String account = accounts.linked("In Step");
    crm.update("Account", account, "{'Phone': '+49 421 99'}");
    soon(
        () ->
            assertThat(accounts.customerOf(account).path("phoneNumber").asText())
                .isEqualTo("+49 421 99"));
    soon(() -> assertThat(bridge.open(account)).isEmpty());
    SandboxSwitches org = bridge.salesforceSandbox();
    SandboxSwitches erp = bridge.businessCentralSandbox();
    soon(() -> assertThat(quietSince(org, erp)).isTrue());
  }

  @Test
  void the_daemon_tells_its_health_and_its_gauges() {
    soon(() -> assertThat(bridge.daemonSays("/observe/health")).contains("\"UP\""));
    assertThat(bridge.daemonSays("/observe/metrics")).contains("fieldbridge_");
  }

  /** No write to either side while the ERP is polled three times more. */
  private static boolean quietSince(SandboxSwitches org, SandboxSwitches erp) {
    org.forgetRequests();
    erp.forgetRequests();
    soon(() -> assertThat(erp.requests("GET", "/customers?")).isGreaterThan(3));
    return org.requests("PATCH", "") + org.requests("POST", "composite") == 0
        && erp.requests("PATCH", "") + erp.requests("POST", "batch") == 0;
  }

  private void mode(FlowMode mode) {
    bridge.engine().state().modes().set(FLOW, mode, "test");
  }
}
