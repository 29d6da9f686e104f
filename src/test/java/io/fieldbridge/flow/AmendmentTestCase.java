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

/** Work orders that became orders, not yet posted, and that people change after that. */
abstract class AmendmentTestCase extends BridgeTestCase {

  FieldWork work;
  WorkOrders workOrders;
  SandboxSwitches businessCentral;
  SandboxSwitches salesforce;
  String account;

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

  /** Completed with two parts at 25 and 21, and told so. */
  String ordered() {
    String workOrder = completed();
    awaitOrder(workOrder, "46");
    return workOrder;
  }

  /** Completed with two parts at 25 and 21. */
  String completed() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 2, "12.50");
    work.use(workOrder, "P-1002", 3, "7.00");
    work.complete(workOrder);
    return workOrder;
  }

  /** Sales corrects quantities, all at once: the new one by the present one. */
  void quantities(String workOrder, Map<Integer, Integer> corrected) {
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
  String part(String workOrder, int quantity) {
    return crm.query(
            "SELECT Id FROM ProductConsumed WHERE WorkOrderId = '%s' AND QuantityConsumed = %s"
                .formatted(workOrder, quantity))
        .path(0)
        .path("Id")
        .asText();
  }

  /** Waits until the order comes to this, and the work order says so. */
  void awaitOrder(String workOrder, String total) {
    soon(
        () -> {
          assertTotal(workOrders.onlyOrder(workOrder), total);
          assertThat(workOrders.get(workOrder).path("ERP_Total_Excl_Tax__c").decimalValue())
              .as("open: %s", bridge.open(workOrder))
              .isEqualByComparingTo(new BigDecimal(total));
        });
  }

  static void assertTotal(JsonNode order, String total) {
    assertThat(order.path("totalAmountExcludingTax").decimalValue())
        .isEqualByComparingTo(new BigDecimal(total));
  }
}
