package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.FieldWork;
import io.fieldbridge.WorkOrders;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Finance invoices an order in parts: the work order is told what all of it comes to (G18). */
class InvoicedInPartsTest extends BridgeTestCase {

  @Override
  Map<String, String> settings() {
    return Map.of("FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET", "sales-order");
  }

  @Test
  void the_totals_of_all_invoices_of_one_order_are_told() {
    FieldWork work = bridge.fieldWork();
    WorkOrders workOrders = bridge.workOrders();
    String workOrder = work.begin(accounts.linked("Paid By Halves"), "EUR");
    work.use(workOrder, "P-1001", 2, "10");
    work.complete(workOrder);
    workOrders.awaitStatus(workOrder, "Accepted by ERP", "");
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    JsonNode order = workOrders.onlyOrder(workOrder);
    String line = order.path("salesOrderLines").get(0).path("id").asText();

    erp.update("salesOrderLines", line, "{'shipQuantity': 1, 'invoiceQuantity': 1}");
    erp.act("salesOrders", order.path("id").asText(), "shipAndInvoice");
    erp.act("salesOrders", order.path("id").asText(), "shipAndInvoice");
    assertThat(workOrders.orders(workOrder)).isEmpty();
    assertThat(workOrders.invoices(workOrder)).hasSize(2);
    crm.update("WorkOrder", workOrder, "{'Subject': 'Looked at again'}");

    JsonNode told = workOrders.invoiced(workOrder);
    assertThat(told.path("ERP_Invoice_Number__c").asText()).endsWith(" +1");
    assertThat(told.path("ERP_Order_Number__c")).isEqualTo(order.path("number"));
    assertThat(told.path("ERP_Total_Excl_Tax__c").decimalValue()).isEqualByComparingTo("20");
    assertThat(told.path("ERP_Total_Amount__c").decimalValue())
        .isEqualByComparingTo(order.path("totalAmountIncludingTax").decimalValue());
  }
}
