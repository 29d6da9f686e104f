package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.FieldWork;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.WorkOrders;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A work order that changes after it became an order: the order follows to the cent (N7, G22). */
class AmendmentTest extends BridgeTestCase {

  private FieldWork work;
  private WorkOrders workOrders;
  private SandboxSwitches businessCentral;
  private SandboxSwitches salesforce;
  private String account;

  @Override
  Map<String, String> settings() {
    return Map.of(
        "FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET",
        "sales-order",
        "FIELDBRIDGE_SALESFORCE_CHANGE_DATA_CAPTURE",
        "Account,WorkOrder,ProductConsumed");
  }

  @BeforeAll
  void prepare() {
    work = bridge.fieldWork();
    workOrders = bridge.workOrders();
    businessCentral = bridge.businessCentralSandbox();
    salesforce = bridge.salesforceSandbox();
    salesforce.setting("{'changeEntities': ['Account', 'WorkOrder', 'ProductConsumed']}");
    account = accounts.linked("Amended");
  }

  @AfterEach
  void mend() {
    businessCentral.clearFaults();
    salesforce.clearFaults();
  }

  @Test
  void a_changed_and_a_deleted_part_reach_the_order_though_parts_are_captured() {
    String workOrder = ordered();

    quantities(workOrder, Map.of(2, 4));
    awaitOrder(workOrder, "71");
    crm.delete("ProductConsumed", part(workOrder, 3));

    awaitOrder(workOrder, "50");
    assertThat(workOrders.onlyOrder(workOrder).path("salesOrderLines")).hasSize(1);
  }

  @Test
  void the_agreed_prices_stand_when_the_order_goes_to_another_customer() {
    String workOrder = ordered();
    String other = accounts.linked("Amended For Another");

    crm.update("WorkOrder", workOrder, "{'AccountId': '%s'}".formatted(other));

    String customer = accounts.customerOf(other).path("number").asText();
    soon(
        () ->
            assertThat(workOrders.onlyOrder(workOrder).path("customerNumber").asText())
                .isEqualTo(customer));
    awaitOrder(workOrder, "46");
  }

  @Test
  void a_change_that_was_taken_back_while_half_of_it_was_sent_is_taken_back_in_the_order() {
    String workOrder = ordered();
    businessCentral.fault(
        "{'fault': 'row-lock', 'object': 'salesOrderLines', 'operation': 'update', 'skip': 1, 'times': -1}");

    quantities(workOrder, Map.of(2, 4, 3, 5));
    soon(() -> assertTotal(workOrders.onlyOrder(workOrder), "71"));
    quantities(workOrder, Map.of(4, 2, 5, 3));
    businessCentral.clearFaults();

    awaitOrder(workOrder, "46");
  }

  @Test
  void totals_that_are_still_to_be_told_do_not_outlive_those_of_a_later_change() {
    String workOrder = ordered();
    salesforce.fault(
        "{'fault': 'row-lock', 'object': 'WorkOrder', 'operation': 'update', 'times': -1}");

    quantities(workOrder, Map.of(2, 4));
    soon(() -> assertTotal(workOrders.onlyOrder(workOrder), "71"));
    quantities(workOrder, Map.of(4, 2));
    soon(() -> assertTotal(workOrders.onlyOrder(workOrder), "46"));
    salesforce.clearFaults();

    soon(() -> assertThat(bridge.openReports(workOrder)).isEmpty());
    awaitOrder(workOrder, "46");
  }

  /** Completed with two parts at 25 and 21, and told so. */
  private String ordered() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 2, "12.50");
    work.use(workOrder, "P-1002", 3, "7.00");
    work.complete(workOrder);
    awaitOrder(workOrder, "46");
    return workOrder;
  }

  /** Sales corrects quantities, all at once: the new one by the present one. */
  private void quantities(String workOrder, Map<Integer, Integer> corrected) {
    List<String> edits =
        corrected.entrySet().stream()
            .map(
                quantity ->
                    "{'id': '%s', 'QuantityConsumed': %d}"
                        .formatted(part(workOrder, quantity.getKey()), quantity.getValue()))
            .toList();
    crm.updateAll("ProductConsumed", edits);
  }

  /** The part of which so many were used. */
  private String part(String workOrder, int quantity) {
    return crm.query(
            "SELECT Id FROM ProductConsumed WHERE WorkOrderId = '%s' AND QuantityConsumed = %s"
                .formatted(workOrder, quantity))
        .path(0)
        .path("Id")
        .asText();
  }

  /** Waits until the order comes to this, and the work order says so. */
  private void awaitOrder(String workOrder, String total) {
    soon(
        () -> {
          assertTotal(workOrders.onlyOrder(workOrder), total);
          assertThat(workOrders.get(workOrder).path("ERP_Total_Excl_Tax__c").decimalValue())
              .as("open: %s", bridge.open(workOrder))
              .isEqualByComparingTo(new BigDecimal(total));
        });
  }

  private static void assertTotal(JsonNode order, String total) {
    assertThat(order.path("totalAmountExcludingTax").decimalValue())
        .isEqualByComparingTo(new BigDecimal(total));
  }
}
