package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.store.DatabaseLine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database server fails in its ways: nothing is lost, nothing doubled, the daemon goes on by
 * itself, and its health says what is wrong (P14, G20, G23). {@code -Ddatabase.changes=500} plays
 * more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseFaultsTest {

  private static final int CHANGES = Integer.getInteger("database.changes", 5);

  private Path data;
  private EmbeddedPostgres server;
  private DatabaseLine line;
  private Bridge bridge;
  private Accounts accounts;

  @BeforeAll
  void start(@TempDir Path home) throws IOException {
    data = Files.createTempDirectory("fieldbridge-postgres");
    server = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start();
    line = new DatabaseLine(server.getPort());
    String url =
        "jdbc:postgresql://127.0.0.1:%d/postgres?prepareThreshold=0&socketTimeout=3"
            .formatted(line.port());
    bridge =
        Bridge.live(
            home,
            Map.of(
                "FIELDBRIDGE_DATABASE_URL", url,
                "FIELDBRIDGE_DATABASE_USER", "postgres",
                "FIELDBRIDGE_DATABASE_PASSWORD", "postgres"));
    accounts = bridge.accounts();
  }

  @AfterEach
  void calm() {
    line.loseCommits(0);
    line.hold(false);
    line.delay(0);
    bridge.businessCentralSandbox().clearFaults();
  }

  @AfterAll
  void stop() throws IOException {
    bridge.close();
    line.close();
    server.close();
  }

  @Test
  void connections_that_break_within_and_after_commits_lose_nothing_and_double_nothing() {
    String customerOf = accounts.linked("Ordered Meanwhile");
    line.loseCommits(9);
    List<String> made = create("Broken Commit");
    String workOrder = bridge.fieldWork().completed(customerOf, "EUR");
    soon(() -> assertThat(line.cuts()).isGreaterThan(8));
    line.loseCommits(0);

    assertThatAllArrive("Broken Commit", made);
    soon(() -> assertThat(invoiceOf(workOrder)).isNotEmpty());
    assertThat(bridge.erp().find("salesInvoices", "number eq '" + invoiceOf(workOrder) + "'"))
        .hasSize(1);
    soon(() -> assertThat(bridge.openMessages()).isZero());
  }

  @Test
  void a_server_that_restarts_is_waited_for_and_health_tells_it() throws IOException {
    int port = server.getPort();
    server.close();
    List<String> made = create("Server Away");
    soon(() -> assertThat(bridge.daemonSays("/observe/health")).contains("store-", "\"DOWN\""));

    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();

    assertThatAllArrive("Server Away", made);
    soon(() -> assertThat(bridge.daemonSays("/observe/health")).doesNotContain("\"DOWN\""));
  }

  @Test
  void a_server_that_falls_silent_is_left_and_found_again() {
    line.hold(true);
    List<String> made = create("Silent");
    soon(() -> assertThat(bridge.daemonSays("/observe/health")).contains("\"DOWN\""));
    line.hold(false);

    assertThatAllArrive("Silent", made);
  }

  @Test
  void a_slow_server_makes_everything_slow_and_nothing_wrong() {
    line.delay(10);

    assertThatAllArrive("Slow", create("Slow"));
  }

  private List<String> create(String name) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      made.add(accounts.create(name + " " + i));
    }
    return made;
  }

  private void assertThatAllArrive(String name, List<String> made) {
    made.forEach(accounts::customerOf);
    line.loseCommits(0);
    for (int i = 0; i < made.size(); i++) {
      String one = name + " " + i;
      assertThat(accounts.customersNamed(one)).as(one).isEqualTo(1);
      assertThat(bridge.crm().query("SELECT Id FROM Account WHERE Name = '" + one + "'"))
          .as(one)
          .hasSize(1);
    }
    assertThat(bridge.held()).isEmpty();
  }

  private String invoiceOf(String workOrder) {
    return bridge.crm().get("WorkOrder", workOrder).path("ERP_Invoice_Number__c").asText("");
  }
}
