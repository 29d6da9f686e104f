package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.FieldWork;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.WorkOrders;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rate on the work order is the one by which the ERP reckons: of the posting date (P18). */
class DocumentRateTest extends BridgeTestCase {

  private static final String BEFORE_ANY_RATE = "2001-01-01";

  private FieldWork work;
  private WorkOrders workOrders;
  private SandboxSwitches sandbox;
  private String account;

  @Override
  Map<String, String> settings() {
    return Map.of("FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET", "sales-order");
  }

  @BeforeAll
  void prepare() {
    work = bridge.fieldWork();
    workOrders = bridge.workOrders();
    sandbox = bridge.businessCentralSandbox();
    account = accounts.linked("Foreign Money");
  }

  @Test
  void the_rate_of_the_posting_date_is_told_and_none_is_needed_at_the_end_of_the_work() {
    rate("GBP", LocalDate.now(ZoneOffset.UTC).toString(), "125");
    String workOrder = work.begin(account, "GBP");
    work.use(workOrder, "P-1001", 1, "10");
    crm.update(
        "WorkOrder", workOrder, "{'EndDate': '%sT12:00:00.000Z'}".formatted(BEFORE_ANY_RATE));
    work.complete(workOrder);

    workOrders.awaitStatus(workOrder, "Accepted by ERP", "");

    JsonNode order = workOrders.onlyOrder(workOrder);
    assertThat(order.path("orderDate").asText()).isEqualTo(BEFORE_ANY_RATE);
    awaitRate(workOrder, "1.25");
  }

  @Test
  void an_invoice_that_finance_posts_on_another_day_has_the_rate_of_that_day() {
    String workOrder = work.completed(account, "USD");
    workOrders.awaitStatus(workOrder, "Accepted by ERP", "");
    awaitRate(workOrder, "0.92");
    rate("USD", BEFORE_ANY_RATE, "50");
    String order = workOrders.onlyOrder(workOrder).path("id").asText();
    crm.update("WorkOrder", workOrder, "{'Subject': 'Looked at again'}");
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    awaitRate(workOrder, "0.92");

    erp.update("salesOrders", order, "{'postingDate': '%s'}".formatted(BEFORE_ANY_RATE));
    erp.act("salesOrders", order, "shipAndInvoice");
    crm.update("WorkOrder", workOrder, "{'Subject': 'Invoiced'}");

    workOrders.invoiced(workOrder);
    awaitRate(workOrder, "0.5");
  }

  /** So much of the local currency is worth a hundred. */
  private void rate(String currency, String from, String worth) {
    sandbox.backoffice(
        "rates",
        "{'currencyCode': '%s', 'startingDate': '%s', 'exchangeRateAmount': 100,"
                .formatted(currency, from)
            + " 'relationalExchangeRateAmount': %s}".formatted(worth));
  }

  private void awaitRate(String workOrder, String rate) {
    soon(
        () ->
            assertThat(workOrders.get(workOrder).path("ERP_Exchange_Rate__c").decimalValue())
                .isEqualByComparingTo(rate));
  }
}
