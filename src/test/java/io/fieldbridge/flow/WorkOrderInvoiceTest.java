package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.FieldWork;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.WorkOrders;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A completed work order becomes one invoice (P2, P3, P18, Z4, Z5, G10, G17, G19, G24). */
class WorkOrderInvoiceTest extends BridgeTestCase {

  private FieldWork work;
  private WorkOrders workOrders;
  private String account;

  @BeforeAll
  void prepare() {
    work = bridge.fieldWork();
    workOrders = bridge.workOrders();
    account = accounts.create("Lighthouse Service");
  }

  @Test
  void parts_and_minutes_become_one_invoice_at_the_agreed_prices() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 2, "13.50");
    work.use(workOrder, "P-1002", 1, "21.90");
    work.work(workOrder, 90, "80");
    work.complete(workOrder);

    JsonNode record = workOrders.invoiced(workOrder);
    JsonNode invoice = workOrders.invoiceOf(workOrder);
    assertThat(record.path("ERP_Sync_Status__c").asText()).isEqualTo("Accepted by ERP");
    assertThat(record.path("ERP_Order_Number__c").asText())
        .isEqualTo(invoice.path("orderNumber").asText());
    assertThat(record.path("ERP_Currency__c").asText()).isEqualTo("EUR");
    assertAmount(record, "ERP_Exchange_Rate__c", "1");
    assertAmount(record, "ERP_Total_Excl_Tax__c", "168.90");
    assertThat(record.path("ERP_Tax_Amount__c").decimalValue())
        .isEqualByComparingTo(invoice.path("totalTaxAmount").decimalValue());
    assertThat(record.path("ERP_Total_Amount__c").decimalValue())
        .isEqualByComparingTo(invoice.path("totalAmountIncludingTax").decimalValue());
    assertThat(invoice.path("salesInvoiceLines"))
        .extracting(
            line -> line.path("lineObjectNumber").asText(),
            line -> line.path("unitOfMeasureCode").asText(),
            line -> line.path("quantity").decimalValue().stripTrailingZeros().toPlainString(),
            line -> line.path("unitPrice").decimalValue().stripTrailingZeros().toPlainString())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("P-1001", "PCS", "2", "13.5"),
            org.assertj.core.groups.Tuple.tuple("P-1002", "PCS", "1", "21.9"),
            org.assertj.core.groups.Tuple.tuple("LABOUR", "HOUR", "1.5", "80"));
  }

  @Test
  void dollars_keep_the_rate_that_the_erp_had_at_the_creation() {
    String workOrder = work.completed(account, "USD");

    JsonNode record = workOrders.invoiced(workOrder);
    assertThat(record.path("ERP_Currency__c").asText()).isEqualTo("USD");
    assertThat(record.path("ERP_Exchange_Rate__c").decimalValue())
        .isLessThan(BigDecimal.ONE)
        .isGreaterThan(BigDecimal.ZERO);
    assertThat(workOrders.invoiceOf(workOrder).path("currencyCode").asText()).isEqualTo("USD");
  }

  @Test
  void a_work_order_in_progress_is_left_alone() {
    String open = work.begin(account, "EUR");
    work.use(open, "P-1001", 1, "10");
    workOrders.invoiced(work.completed(account, "EUR"));

    assertThat(workOrders.documents(open)).isZero();
    assertThat(workOrders.get(open).path("ERP_Sync_Status__c").isNull()).isTrue();
  }

  @Test
  void a_customer_that_is_not_linked_yet_is_pulled_and_waited_for() {
    String fresh = accounts.create("Brand New Customer");
    String workOrder = work.completed(fresh, "EUR");

    workOrders.invoiced(workOrder);
    assertThat(crm.get("Account", fresh).path("ERP_Customer_Id__c").isTextual()).isTrue();
  }

  @Test
  void a_lost_answer_to_the_creation_leaves_one_order() {
    becomesOneInvoice("'fault': 'lost-reply', 'operation': 'create'");
  }

  @Test
  void a_lost_answer_to_the_posting_leaves_one_invoice() {
    becomesOneInvoice("'fault': 'lost-reply', 'operation': 'shipAndInvoice'");
  }

  @Test
  void a_creation_that_commits_after_its_connection_died_leaves_one_order() {
    becomesOneInvoice("'fault': 'commit-later', 'operation': 'create', 'milliseconds': 1200");
  }

  @Test
  void a_posting_that_commits_after_its_connection_died_leaves_one_invoice() {
    becomesOneInvoice(
        "'fault': 'commit-later', 'operation': 'shipAndInvoice', 'milliseconds': 1200");
  }

  @Test
  void a_blocked_customer_is_reported_and_a_retry_after_the_repair_makes_one_invoice() {
    String blocked = accounts.create("Blocked Customer");
    String customer = accounts.customerOf(blocked).path("id").asText();
    erp.update("customers", customer, "{'blocked': 'All'}");

    String workOrder = work.completed(blocked, "EUR");

    workOrders.awaitStatus(workOrder, "Rejected by ERP", "is blocked");
    assertThat(bridge.open(workOrder)).hasSize(1);

    erp.update("customers", customer, "{'blocked': '_x0020_'}");
    JsonNode record = workOrders.invoicedOnRetry(workOrder);

    assertThat(record.path("ERP_Sync_Status__c").asText()).isEqualTo("Accepted by ERP");
    assertThat(record.path("ERP_Sync_Reason__c").isNull()).isTrue();
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
  }

  @Test
  void a_blocked_item_is_reported_with_its_number() {
    String item = erp.find("items", "number eq 'P-1009'").get(0).path("id").asText();
    erp.update("items", item, "{'blocked': true}");
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1009", 1, "10");
    work.complete(workOrder);

    soon(
        () ->
            assertThat(workOrders.get(workOrder).path("ERP_Sync_Reason__c").asText())
                .contains("P-1009"));
    assertThat(workOrders.documents(workOrder)).isZero();
    assertThat(bridge.open(workOrder)).hasSize(1);
  }

  /** A work order whose order meets a fault on its way. */
  private void becomesOneInvoice(String fault) {
    SandboxSwitches sandbox = bridge.businessCentralSandbox();
    sandbox.fault("{'object': 'salesOrders', %s}".formatted(fault));

    String workOrder = work.completed(account, "EUR");

    workOrders.invoiced(workOrder);
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
    assertThat(sandbox.faultsShown()).isTrue();
  }

  private static void assertAmount(JsonNode record, String field, String amount) {
    assertThat(record.path(field).decimalValue()).isEqualByComparingTo(amount);
  }
}
