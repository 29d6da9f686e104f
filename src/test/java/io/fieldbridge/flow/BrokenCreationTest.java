package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.SandboxSwitches;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Records that are deleted while their other half is being created (G20, G23, G34). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenCreationTest {

  private static final String FLOW = "account-customer";

  private Bridge bridge;
  private Crm crm;
  private Accounts accounts;
  private SandboxSwitches businessCentral;

  @BeforeAll
  void start(@TempDir Path home) {
    bridge = Bridge.live(home, Map.of());
    crm = bridge.crm();
    accounts = bridge.accounts();
    businessCentral = bridge.businessCentralSandbox();
  }

  @AfterAll
  void stop() {
    bridge.close();
  }

  @Test
  void a_customer_that_commits_after_its_account_was_deleted_is_told_and_gets_no_new_account() {
    businessCentral.fault(
        "{'fault': 'commit-later', 'object': 'customers', 'operation': 'create',"
            + " 'milliseconds': 1200}");
    String account = accounts.create("Deleted Too Soon");
    soon(() -> assertThat(businessCentral.faultsShown()).isTrue());
    crm.delete("Account", account);

    soon(() -> assertThat(codes(account)).containsExactly("deleted"));
    assertThat(accounts.customersNamed("Deleted Too Soon")).isEqualTo(1);
    assertThat(openCreations()).isZero();
    accounts.linked("After The Deleted One");
    assertThat(crm.query("SELECT Id FROM Account WHERE Name = 'Deleted Too Soon'")).isEmpty();
  }

  @Test
  void a_creation_that_came_to_nothing_is_given_up_with_its_account() {
    businessCentral.fault(
        "{'fault': 'server-error', 'object': 'customers', 'operation': 'create', 'times': -1}");
    String account = accounts.create("Never Made");
    soon(() -> assertThat(openCreations()).isEqualTo(1));
    crm.delete("Account", account);

    soon(() -> assertThat(openCreations()).isZero());
    soon(() -> assertThat(bridge.open(account)).isEmpty());
    businessCentral.clearFaults();
    assertThat(accounts.customersNamed("Never Made")).isZero();
  }

  private List<String> codes(String account) {
    return bridge.held().stream()
        .filter(message -> message.record().id().equals(account))
        .map(message -> message.reason().orElseThrow().code())
        .toList();
  }

  private long openCreations() {
    return bridge.engine().state().effects().openCreates(FLOW, "business-central", "customers");
  }
}
