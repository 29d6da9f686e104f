package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.store.Database;
import io.fieldbridge.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole daemon on PostgreSQL instead of the embedded database (P14, Z15). */
class PostgresDaemonTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void the_daemon_keeps_its_state_in_postgresql_and_goes_on_after_a_restart(@TempDir Path home) {
    StoreSettings database = Database.POSTGRESQL.fresh();
    Map<String, String> environment =
        Map.of(
            "FIELDBRIDGE_DATABASE_URL", database.jdbcUrl(),
            "FIELDBRIDGE_DATABASE_USER", database.user(),
            "FIELDBRIDGE_DATABASE_PASSWORD", database.password());
    try (Bridge bridge = Bridge.live(home, environment)) {
      Crm crm = bridge.crm();
      String first = crm.create("Account", "{'Name': 'Before the restart'}");
      awaitNumber(crm, first);

      bridge.stopDaemon();
      String second = crm.create("Account", "{'Name': 'While it was down'}");
      bridge.startDaemon();

      awaitNumber(crm, second);
      assertThat(bridge.erp().find("customers", "displayName eq 'Before the restart'")).hasSize(1);
      assertThat(bridge.erp().find("customers", "displayName eq 'While it was down'")).hasSize(1);
      assertThat(home.resolve("data").resolve("fieldbridge.mv.db")).doesNotExist();
    }
  }

  private static void awaitNumber(Crm crm, String account) {
    await()
        .atMost(PATIENCE)
        .until(() -> crm.get("Account", account).path("ERP_Customer_Id__c").isTextual());
  }
}
