package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.link.FlowMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls are the currency (P9): what a burst of changes costs on each side, told per 1,000 changes.
 * {@code -Dburst.changes=1000} plays a larger one; docs/benchmarks.md has the figures.
 */
class BurstTest {

  private static final int CHANGES = Integer.getInteger("burst.changes", 200);
  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(120L + CHANGES);

  /** Calls beyond the target, for a machine on which messages come in dribs and drabs. */
  private static final long SLACK = 30;

  @TempDir Path home;

  @Test
  void a_burst_of_changes_travels_together_in_both_directions() {
    try (Bridge bridge =
        Bridge.live(home, Map.of("FIELDBRIDGE_MASS_CHANGE_CHANGES_PERCENT", "100"))) {
      List<String> accounts = linked(bridge);
      BurstCalls toErp = burst(bridge, () -> sellersEdit(bridge, accounts));
      System.out.println("changed accounts: " + toErp.told(CHANGES));
      assertThat(bridge.erp().find("customers", "phoneNumber eq '+49 421 77'")).hasSize(CHANGES);
      assertThat(accepted(bridge)).hasSize(CHANGES);
      assertThat(toErp.of("business-central", FLOW)).isLessThan(CHANGES * 60 / 1000 + SLACK);
      assertThat(toErp.of("salesforce", FLOW)).isLessThan(CHANGES * 10 / 1000 + SLACK);
      assertThat(toErp.of("salesforce", "report")).isLessThan(CHANGES * 10 / 1000 + SLACK);
      assertThat(seen(bridge.businessCentralSandbox(), "customers(")).isLessThan(SLACK);

      BurstCalls toCrm = burst(bridge, () -> financeEdits(bridge));
      System.out.println("changed customers: " + toCrm.told(CHANGES));
      assertThat(bridge.crm().query("SELECT Id FROM Account WHERE ERP_Credit_Limit__c = 4711"))
          .hasSize(CHANGES);
      assertThat(toCrm.of("business-central", FLOW)).isLessThan(CHANGES * 60 / 1000 + SLACK);
      assertThat(toCrm.of("salesforce", FLOW)).isLessThan(CHANGES * 100 / 1000 + SLACK);
      assertThat(bridge.held()).isEmpty();
    }
  }

  /** What is spent on changes that were made while the flow paused. */
  private static BurstCalls burst(Bridge bridge, Runnable edits) {
    mode(bridge, FlowMode.PAUSED);
    edits.run();
    awaitWaiting(bridge, CHANGES);
    bridge.businessCentralSandbox().forgetRequests();
    BurstCalls before = BurstCalls.of(bridge);
    mode(bridge, FlowMode.LIVE);
    awaitWaiting(bridge, 0);
    return BurstCalls.of(bridge).since(before);
  }

  private static void sellersEdit(Bridge bridge, List<String> accounts) {
    Crm crm = bridge.crm();
    accounts.forEach(account -> crm.update("Account", account, "{'Phone': '+49 421 77'}"));
  }

  private static void financeEdits(Bridge bridge) {
    Erp erp = bridge.erp();
    for (JsonNode customer : erp.find("customers", "phoneNumber eq '+49 421 77'")) {
      erp.update("customers", customer.path("id").asText(), "{'creditLimit': 4711}");
    }
  }

  private static JsonNode accepted(Bridge bridge) {
    return bridge
        .crm()
        .query(
            "SELECT Id FROM Account WHERE Name LIKE 'Burst Works %'"
                + " AND ERP_Sync_Status__c = 'Accepted by ERP'");
  }

  /** Reads and writes of single records among the last requests of a sandbox. */
  private static long seen(SandboxSwitches sandbox, String part) {
    return sandbox.requests("GET", part) + sandbox.requests("PATCH", part);
  }

  /** Accounts in step with their customers, and nothing under way any more. */
  private static List<String> linked(Bridge bridge) {
    List<String> accounts = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      accounts.add(bridge.accounts().create("Burst Works " + i));
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> bridge.engine().state().links().count(FLOW) >= CHANGES);
    awaitWaiting(bridge, 0);
    return accounts;
  }

  private static void mode(Bridge bridge, FlowMode mode) {
    bridge.engine().state().modes().set(FLOW, mode, "test");
  }

  /** Waits until so many messages are open, and for long enough that nothing follows. */
  private static void awaitWaiting(Bridge bridge, long messages) {
    Awaitility.await()
        .atMost(PATIENCE)
        .during(Duration.ofSeconds(3))
        .until(() -> bridge.openMessages() == messages);
    soon(() -> assertThat(bridge.openMessages()).isEqualTo(messages));
  }
}
