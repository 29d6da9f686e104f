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
import java.nio.file.StandardCopyOption;
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

  @Test
  void what_was_done_since_last_nights_backup_is_adopted_and_never_done_again(@TempDir Path home)
      throws IOException {
    Path backup = home.resolve("last-night");
    Path database = home.resolve("data").resolve("fieldbridge.mv.db");
    try (Bridge bridge = Bridge.live(home, Map.of())) {
      Accounts accounts = bridge.accounts();
      Crm crm = bridge.crm();
      String old = accounts.linked("Before The Backup");
      bridge.stopDaemon();
      Files.copy(database, backup);
      String fresh = accounts.create("After The Backup");
      bridge.startDaemon();
      String workOrder = bridge.fieldWork().completed(old, "EUR");
      await()
          .atMost(PATIENCE)
          .until(() -> has(crm.get("WorkOrder", workOrder), "ERP_Invoice_Number__c"));
      crm.update("Account", old, "{'Phone': '+49 421 1'}");
      Accounts.soon(() -> assertThat(phone(accounts, old)).isEqualTo("+49 421 1"));
      String customer = accounts.customerOf(old).path("id").asText();
      accounts.customerOf(fresh);
      bridge.erp().update("customers", customer, "{'creditLimit': 815}");

      bridge.stopDaemon();
      Files.copy(backup, database, StandardCopyOption.REPLACE_EXISTING);
      crm.update("Account", fresh, "{'Phone': '+49 421 2'}");
      bridge.startDaemon();

      assertThat(bridge.engine().state().store().wasRestored()).isTrue();
      Accounts.soon(() -> assertThat(phone(accounts, fresh)).isEqualTo("+49 421 2"));
      Accounts.soon(() -> assertThat(credit(crm, old)).isEqualTo(815));
      Accounts.soon(() -> assertThat(linked(bridge, "WorkOrder", workOrder)).isTrue());
      Accounts.soon(() -> assertThat(bridge.openMessages()).isZero());
      assertThat(phone(accounts, old)).isEqualTo("+49 421 1");
      assertThat(accounts.customersNamed("Before The Backup")).isEqualTo(1);
      assertThat(accounts.customersNamed("After The Backup")).isEqualTo(1);
      String order = text(crm.get("WorkOrder", workOrder));
      assertThat(bridge.erp().find("salesInvoices", "orderNumber eq '" + order + "'")).hasSize(1);
    }
  }

  private static String phone(Accounts accounts, String account) {
    return accounts.customerOf(account).path("phoneNumber").asText();
  }

  private static int credit(Crm crm, String account) {
    return crm.get("Account", account).path("ERP_Credit_Limit__c").asInt();
  }

  private static boolean linked(Bridge bridge, String object, String id) {
    RecordRef ref = new RecordRef("salesforce", object, id);
    return bridge.engine().state().links().find("work-order-invoice", ref).isPresent();
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
