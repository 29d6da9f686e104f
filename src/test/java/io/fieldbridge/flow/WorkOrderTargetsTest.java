package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Bridge;
import io.fieldbridge.FieldWork;
import io.fieldbridge.SandboxSwitches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a completed work order becomes is a setting; posting is off unless it is said (P3, G17). */
class WorkOrderTargetsTest {

  private static final String TARGET = "FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void an_order_stays_unposted_and_takes_a_part_that_is_booked_late(@TempDir Path home) {
    try (Bridge bridge = Bridge.live(home, Map.of(TARGET, "sales-order"))) {
      String workOrder = begin(bridge);
      bridge.fieldWork().complete(workOrder);

      JsonNode order = order(bridge, workOrder, 1);
      assertThat(order.path("status").asText()).isEqualTo("Draft");
      assertThat(bridge.erp().find("salesInvoices", bearing(order))).isEmpty();

      bridge.fieldWork().use(workOrder, "P-1002", 3, "7.00");

      JsonNode amended = order(bridge, workOrder, 2);
      assertThat(amended.path("number").asText()).isEqualTo(order.path("number").asText());
      assertThat(amended.path("totalAmountExcludingTax").decimalValue())
          .isEqualByComparingTo("46.00");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  bridge
                      .crm()
                      .get("WorkOrder", workOrder)
                      .path("ERP_Total_Excl_Tax__c")
                      .asText()
                      .matches("46(\\.0+)?"));
    }
  }

  @Test
  void a_late_part_whose_answer_is_lost_and_that_commits_later_is_on_the_order_once(
      @TempDir Path home) {
    try (Bridge bridge = Bridge.live(home, Map.of(TARGET, "sales-order"))) {
      String workOrder = begin(bridge);
      bridge.fieldWork().complete(workOrder);
      order(bridge, workOrder, 1);
      SandboxSwitches sandbox = bridge.businessCentralSandbox();
      sandbox.fault(
          "{'fault': 'commit-later', 'object': 'salesOrderLines', 'operation': 'create',"
              + " 'milliseconds': 900}");

      bridge.fieldWork().use(workOrder, "P-1002", 3, "7.00");
      await().atMost(PATIENCE).until(sandbox::faultsShown);
      order(bridge, workOrder, 2);
      bridge.fieldWork().use(workOrder, "P-1003", 1, "4.00");

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(order(bridge, workOrder).path("salesOrderLines"))
                      .extracting(line -> line.path("lineObjectNumber").asText())
                      .contains("P-1003"));
      await().atMost(PATIENCE).until(() -> bridge.open(workOrder).isEmpty());
      assertThat(order(bridge, workOrder).path("salesOrderLines")).hasSize(3);
    }
  }

  @Test
  void a_draft_invoice_is_made_in_place_of_an_order(@TempDir Path home) {
    try (Bridge bridge = Bridge.live(home, Map.of(TARGET, "draft-invoice"))) {
      String workOrder = begin(bridge);
      bridge.fieldWork().complete(workOrder);

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                JsonNode record = bridge.crm().get("WorkOrder", workOrder);
                return record.path("ERP_Invoice_Number__c").isTextual();
              });
      String number =
          bridge.crm().get("WorkOrder", workOrder).path("ERP_Invoice_Number__c").asText();
      JsonNode invoice = bridge.erp().find("salesInvoices", "number eq '" + number + "'").get(0);
      assertThat(invoice.path("status").asText()).isEqualTo("Draft");
      assertThat(invoice.path("totalAmountExcludingTax").decimalValue())
          .isEqualByComparingTo("25.00");
      assertThat(bridge.erp().find("salesOrders", bearing(invoice))).isEmpty();
    }
  }

  private static String begin(Bridge bridge) {
    String account =
        bridge.crm().create("Account", "{'Name': 'Target Test', 'CurrencyIsoCode': 'EUR'}");
    FieldWork work = bridge.fieldWork();
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 2, "12.50");
    return workOrder;
  }

  private static JsonNode order(Bridge bridge, String workOrder, int lines) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonNode order = order(bridge, workOrder);
              return order != null && order.path("salesOrderLines").size() == lines;
            });
    return order(bridge, workOrder);
  }

  private static JsonNode order(Bridge bridge, String workOrder) {
    String number = bridge.crm().get("WorkOrder", workOrder).path("ERP_Order_Number__c").asText("");
    return bridge.erp().find("salesOrders", "number eq '" + number + "'", "salesOrderLines").get(0);
  }

  private static String bearing(JsonNode document) {
    return "externalDocumentNumber eq '" + document.path("externalDocumentNumber").asText() + "'";
  }
}
