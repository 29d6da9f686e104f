package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.model.RecordRef;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that has forgotten what was done: it is adopted, never done again (P14, G20). */
class RestoredDatabaseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Test
  void what_a_lost_database_has_forgotten_is_adopted_and_never_created_again(@TempDir Path home)
      throws IOException {
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      Crm crm = bridge.crm();
      String account = crm.create("Account", "{'Name': 'Long Memory', 'CurrencyIsoCode': 'EUR'}");
      await().atMost(PATIENCE).until(() -> has(crm.get("Account", account), "ERP_Customer_Id__c"));
      String workOrder = bridge.fieldWork().completed(account, "EUR");
      await()
          .atMost(PATIENCE)
          .until(() -> has(crm.get("WorkOrder", workOrder), "ERP_Invoice_Number__c"));

      bridge.stopDaemon();
      forget(home.resolve("data"));
      bridge.startDaemon();
      for (String flow : List.of("account-customer", "work-order-invoice")) {
        bridge.engine().state().modes().set(flow, FlowMode.LIVE, "test");
      }
      crm.update("Account", account, "{'Phone': '+49 421 1234567'}");
      crm.update("WorkOrder", workOrder, "{'Subject': 'Edited after the restore'}");

      RecordRef ref = new RecordRef("salesforce", "WorkOrder", workOrder);
      await()
          .atMost(PATIENCE)
          .until(() -> bridge.engine().state().links().find("work-order-invoice", ref).isPresent());
      assertThat(bridge.erp().find("customers", "displayName eq 'Long Memory'")).hasSize(1);
      JsonNode record = crm.get("WorkOrder", workOrder);
      assertThat(bridge.erp().find("salesInvoices", "orderNumber eq '" + text(record) + "'"))
          .hasSize(1);
      assertThat(
              bridge
                  .engine()
                  .state()
                  .inbox()
                  .list(MessageFilter.in(Set.of(State.PARKED, State.IN_DOUBT)), 0, 10))
          .isEmpty();
    }
  }

  private static String text(JsonNode workOrder) {
    return workOrder.path("ERP_Order_Number__c").asText();
  }

  private static boolean has(JsonNode record, String field) {
    return record.path(field).isTextual();
  }

  private static void forget(Path data) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(data, "fieldbridge.*")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }
}
