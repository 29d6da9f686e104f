package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.FieldWork;
import io.fieldbridge.WorkOrders;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A draft invoice takes over that prices include tax, and cannot be told otherwise (P3, Z17). */
class DraftInvoiceTaxTest extends BridgeTestCase {

  @Override
  Map<String, String> settings() {
    return Map.of("FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET", "draft-invoice");
  }

  @Test
  void a_draft_whose_prices_include_tax_is_refused_and_made_anew_when_the_customer_is_mended() {
    String account = accounts.linked("Draft With Tax");
    String customer = accounts.customerOf(account).path("number").asText();
    pricesIncludeTax(customer, true);
    WorkOrders workOrders = bridge.workOrders();
    FieldWork work = bridge.fieldWork();
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 1, "100");
    work.complete(workOrder);

    workOrders.awaitStatus(workOrder, "Rejected by ERP", "pricesIncludeTax true where false");
    String message = workOrders.heldMessage(workOrder);
    JsonNode draft = workOrders.invoices(workOrder).get(0);
    pricesIncludeTax(customer, false);
    erp.delete("salesInvoices", draft.path("id").asText());
    bridge.commands().done("retry", message);
    soon(() -> assertThat(bridge.open(workOrder).toString()).contains("vanished"));
    bridge.commands().done("resolve", message, "--not-done");

    JsonNode invoice = workOrders.invoiceOf(workOrder);
    assertThat(invoice.path("number")).isNotEqualTo(draft.path("number"));
    assertThat(invoice.path("totalAmountExcludingTax").decimalValue()).isEqualByComparingTo("100");
  }

  private void pricesIncludeTax(String customer, boolean included) {
    bridge
        .businessCentralSandbox()
        .backoffice(
            "setup",
            "{'object': 'customers', 'number': '%s', 'fields': {'pricesIncludeTax': %s}}"
                .formatted(customer, included));
  }
}
