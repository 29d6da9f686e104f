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

  private static final int CHANGES = Integer.getInteger("burst.changes", 300);
  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(60L + CHANGES / 5);

  @TempDir Path home;

  @Test
  void a_burst_of_changes_travels_together() {
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      List<String> accounts = linked(bridge);
      mode(bridge, FlowMode.PAUSED);
      Crm crm = bridge.crm();
      accounts.forEach(account -> crm.update("Account", account, "{'Phone': '+49 421 77'}"));
      awaitWaiting(bridge, CHANGES);
      BurstCalls before = BurstCalls.of(bridge);
      mode(bridge, FlowMode.LIVE);
      awaitWaiting(bridge, 0);
      BurstCalls spent = BurstCalls.of(bridge).since(before);
      System.out.println(spent.told(CHANGES));
      assertThat(bridge.erp().find("customers", "phoneNumber eq '+49 421 77'")).hasSize(CHANGES);
      assertThat(bridge.held()).isEmpty();
      for (JsonNode account : crm.query("SELECT Id, ERP_Sync_Status__c FROM Account")) {
        if (accounts.contains(account.path("Id").asText())) {
          assertThat(account.path("ERP_Sync_Status__c").asText()).isEqualTo("Accepted by ERP");
        }
      }
    }
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
