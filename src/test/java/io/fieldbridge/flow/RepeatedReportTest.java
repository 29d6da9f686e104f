package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.inbox.Arrival;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two deliveries of one record may report the same to the CRM (G18). */
class RepeatedReportTest {

  private static final String FLOW = "account-customer";
  private static final String STATUS = "ERP_Sync_Status__c";
  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "001A");

  @TempDir private Path home;
  private TinyHouse house;

  @BeforeEach
  void start() throws Exception {
    house = new TinyHouse(home);
    house.crm.put("Account", "001A", "Name", "Reported Twice");
    house.ship("_delivery.camel.yaml");
    house.ship("_report.camel.yaml");
    house.start();
    report("Accepted by ERP", "2026-03-01T08:00:00.000Z");
    awaitReports(1, 0);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_report_that_says_what_was_reported_last_is_not_written_again() {
    report("Accepted by ERP", "2026-03-01T08:00:00.000Z");
    awaitReports(1, 1);
    assertThat(house.engine.state().journal().timeline("001A")).hasSize(1);

    report("Accepted by ERP", "2026-03-01T08:00:01.000Z");
    awaitReports(2, 1);
  }

  @Test
  void what_the_crm_spells_in_its_own_way_is_the_same() {
    house.crm.put("Account", "001A", "ERP_Last_Sync_At__c", "2026-03-01T08:00:00.000+0000");

    report("Accepted by ERP", "2026-03-01T08:00:00.000Z");

    awaitReports(1, 1);
  }

  @Test
  void a_report_whose_value_a_person_changed_meanwhile_is_written() {
    house.crm.put("Account", "001A", STATUS, "Rejected by ERP");

    report("Accepted by ERP", "2026-03-01T08:00:00.000Z");

    awaitReports(2, 0);
    assertThat(house.crm.read(ACCOUNT, Selection.of()).orElseThrow().values().path(STATUS).asText())
        .isEqualTo("Accepted by ERP");
  }

  private void report(String status, String at) {
    ObjectNode values =
        JsonText.object()
            .put(STATUS, status)
            .putNull("ERP_Sync_Reason__c")
            .put("ERP_Last_Sync_At__c", at);
    house.engine.arrivals().report(delivered(), ACCOUNT, values, house.clock.instant());
  }

  /** A delivery of the account's flow that comes to a report. */
  private Message delivered() {
    Change change =
        new Change(
            UUID.randomUUID().toString(),
            ACCOUNT,
            Change.Kind.UPDATE,
            JsonText.object(),
            house.clock.instant(),
            "person",
            "");
    house.engine.state().inbox().receive(Arrival.ofState(FLOW, "to-erp", "001A", change));
    Message claimed = house.engine.state().inbox().claim(FLOW, "to-erp", 1).get(0);
    house.engine.state().inbox().delivered(claimed);
    return claimed;
  }

  private void awaitReports(int written, int skipped) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(house.messages(Arrivals.REPORT, State.DELIVERED)).hasSize(written);
              assertThat(house.messages(Arrivals.REPORT, State.SKIPPED)).hasSize(skipped);
            });
  }
}
