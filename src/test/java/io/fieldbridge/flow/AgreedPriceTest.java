package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.FieldWork;
import io.fieldbridge.WorkOrders;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was agreed in Salesforce is billed, and what was not is left to the ERP (P3, N7). */
class AgreedPriceTest extends BridgeTestCase {

  private FieldWork work;
  private WorkOrders workOrders;
  private String account;

  @Override
  Map<String, String> settings() {
    return Map.of("FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET", "sales-order");
  }

  @BeforeAll
  void prepare() {
    work = bridge.fieldWork();
    workOrders = bridge.workOrders();
    account = accounts.linked("Agreed");
  }

  @Test
  void a_discount_of_the_price_list_does_not_stand_beside_an_agreed_price() {
    bridge.businessCentralSandbox().price("{'item': 'P-1003', 'lineDiscountPercent': 10}");
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1003", 2, "13.50");

    work.complete(workOrder);

    assertThat(order(workOrder, 1).path("totalAmountExcludingTax").decimalValue())
        .isEqualByComparingTo("27");
  }

  @Test
  void an_agreed_price_is_without_tax_for_a_customer_whose_prices_include_it() {
    String household = accounts.linked("Agreed With Tax");
    bridge
        .businessCentralSandbox()
        .backoffice(
            "setup",
            "{'object': 'customers', 'number': '%s', 'fields': {'pricesIncludeTax': true}}"
                .formatted(accounts.customerOf(household).path("number").asText()));
    String workOrder = work.begin(household, "EUR");
    work.use(workOrder, "P-1001", 1, "100");

    work.complete(workOrder);

    JsonNode order = order(workOrder, 1);
    assertThat(order.path("pricesIncludeTax").booleanValue()).isFalse();
    assertThat(order.path("totalAmountExcludingTax").decimalValue()).isEqualByComparingTo("100");
  }

  @Test
  void what_the_erp_filled_in_stays_when_the_work_order_changes() {
    String workOrder = work.begin(account, "EUR");
    crm.update("WorkOrder", workOrder, "{'EndDate': null}");
    work.use(workOrder, "P-1001", 2, "null");
    work.complete(workOrder);
    JsonNode before = order(workOrder, 1);
    assertThat(before.path("salesOrderLines").path(0).path("unitPrice").decimalValue())
        .isEqualByComparingTo("13.98");

    work.use(workOrder, "P-1002", 3, "7.00");

    JsonNode after = order(workOrder, 2);
    assertThat(after.path("orderDate")).isEqualTo(before.path("orderDate"));
    assertThat(after.path("salesOrderLines").path(0))
        .isEqualTo(before.path("salesOrderLines").path(0));
  }

  private JsonNode order(String workOrder, int lines) {
    soon(
        () ->
            assertThat(workOrders.onlyOrder(workOrder).path("salesOrderLines"))
                .as("open: %s", bridge.open(workOrder))
                .hasSize(lines));
    return workOrders.onlyOrder(workOrder);
  }
}
