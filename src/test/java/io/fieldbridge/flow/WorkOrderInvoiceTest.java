package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Erp;
import io.fieldbridge.FieldWork;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A completed work order becomes one invoice (P2, P3, P18, Z4, Z5, G10, G17, G19, G24). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkOrderInvoiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Bridge bridge;
  private Crm crm;
  private Erp erp;
  private FieldWork work;
  private String account;

  @BeforeAll
  void start(@TempDir Path home) {
    bridge = Bridge.live(home, Map.of());
    crm = bridge.crm();
    erp = bridge.erp();
    work = bridge.fieldWork();
    account = account("Lighthouse Service");
  }

  @AfterAll
  void stop() {
    bridge.close();
  }

  @Test
  void parts_and_minutes_become_one_invoice_at_the_agreed_prices() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 2, "13.50");
    work.use(workOrder, "P-1002", 1, "21.90");
    work.work(workOrder, 90, "80");
    work.complete(workOrder);

    JsonNode record = invoiced(workOrder);
    JsonNode invoice = invoice(record);
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

    JsonNode record = invoiced(workOrder);
    assertThat(record.path("ERP_Currency__c").asText()).isEqualTo("USD");
    assertThat(record.path("ERP_Exchange_Rate__c").decimalValue())
        .isLessThan(BigDecimal.ONE)
        .isGreaterThan(BigDecimal.ZERO);
    assertThat(invoice(record).path("currencyCode").asText()).isEqualTo("USD");
  }

  @Test
  void a_work_order_in_progress_is_left_alone() {
    String open = work.begin(account, "EUR");
    work.use(open, "P-1001", 1, "10");
    invoiced(work.completed(account, "EUR"));

    assertThat(documents(open)).isZero();
    assertThat(crm.get("WorkOrder", open).path("ERP_Sync_Status__c").isNull()).isTrue();
  }

  @Test
  void a_customer_that_is_not_linked_yet_is_pulled_and_waited_for() {
    String fresh = account("Brand New Customer");
    String workOrder = work.completed(fresh, "EUR");

    invoiced(workOrder);
    assertThat(crm.get("Account", fresh).path("ERP_Customer_Id__c").isTextual()).isTrue();
  }

  @Test
  void a_lost_answer_to_the_creation_leaves_one_order() {
    bridge
        .businessCentralSandbox()
        .fault("{'fault': 'lost-reply', 'object': 'salesOrders', 'operation': 'create'}");

    String workOrder = work.completed(account, "EUR");

    invoiced(workOrder);
    assertThat(documents(workOrder)).isEqualTo(1);
    assertThat(bridge.businessCentralSandbox().faultsShown()).isTrue();
  }

  @Test
  void a_lost_answer_to_the_posting_leaves_one_invoice() {
    bridge
        .businessCentralSandbox()
        .fault("{'fault': 'lost-reply', 'object': 'salesOrders', 'operation': 'shipAndInvoice'}");

    String workOrder = work.completed(account, "EUR");

    invoiced(workOrder);
    assertThat(documents(workOrder)).isEqualTo(1);
    assertThat(bridge.businessCentralSandbox().faultsShown()).isTrue();
  }

  @Test
  void a_creation_that_commits_after_its_connection_died_leaves_one_order() {
    bridge
        .businessCentralSandbox()
        .fault(
            "{'fault': 'commit-later', 'object': 'salesOrders', 'operation': 'create',"
                + " 'milliseconds': 1200}");

    String workOrder = work.completed(account, "EUR");

    invoiced(workOrder);
    assertThat(documents(workOrder)).isEqualTo(1);
    assertThat(bridge.businessCentralSandbox().faultsShown()).isTrue();
  }

  @Test
  void a_posting_that_commits_after_its_connection_died_leaves_one_invoice() {
    bridge
        .businessCentralSandbox()
        .fault(
            "{'fault': 'commit-later', 'object': 'salesOrders', 'operation': 'shipAndInvoice',"
                + " 'milliseconds': 1200}");

    String workOrder = work.completed(account, "EUR");

    invoiced(workOrder);
    assertThat(documents(workOrder)).isEqualTo(1);
    assertThat(bridge.businessCentralSandbox().faultsShown()).isTrue();
  }

  @Test
  void a_blocked_customer_is_reported_and_a_retry_after_the_repair_makes_one_invoice() {
    String blocked = account("Blocked Customer");
    String customer = customerOf(blocked);
    erp.update("customers", customer, "{'blocked': 'All'}");

    String workOrder = work.completed(blocked, "EUR");

    soon(
        () -> {
          JsonNode record = crm.get("WorkOrder", workOrder);
          assertThat(record.path("ERP_Sync_Status__c").asText()).isEqualTo("Rejected by ERP");
          assertThat(record.path("ERP_Sync_Reason__c").asText()).contains("is blocked");
        });
    assertThat(bridge.open(workOrder)).hasSize(1);
    long id = bridge.open(workOrder).get(0).id();

    erp.update("customers", customer, "{'blocked': '_x0020_'}");
    assertThat(bridge.engine().state().inbox().retry(id)).isEmpty();

    JsonNode record = invoiced(workOrder);
    assertThat(record.path("ERP_Sync_Status__c").asText()).isEqualTo("Accepted by ERP");
    assertThat(record.path("ERP_Sync_Reason__c").isNull()).isTrue();
    assertThat(documents(workOrder)).isEqualTo(1);
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
            assertThat(crm.get("WorkOrder", workOrder).path("ERP_Sync_Reason__c").asText())
                .contains("P-1009"));
    assertThat(documents(workOrder)).isZero();
    assertThat(bridge.open(workOrder)).hasSize(1);
  }

  private String account(String name) {
    return crm.create(
        "Account",
        "{'Name': '%s', 'BillingCity': 'Bremen', 'BillingCountry': 'Germany'}".formatted(name));
  }

  private String customerOf(String account) {
    soon(
        () ->
            assertThat(crm.get("Account", account).path("ERP_Customer_Id__c").isTextual())
                .isTrue());
    String number = crm.get("Account", account).path("ERP_Customer_Id__c").asText();
    return erp.find("customers", "number eq '" + number + "'").get(0).path("id").asText();
  }

  private JsonNode invoiced(String workOrder) {
    soon(
        () ->
            assertThat(crm.get("WorkOrder", workOrder).path("ERP_Invoice_Number__c").isTextual())
                .as("%s has its invoice; open: %s", workOrder, bridge.open(workOrder))
                .isTrue());
    return crm.get("WorkOrder", workOrder);
  }

  private JsonNode invoice(JsonNode record) {
    return erp.find(
            "salesInvoices",
            "number eq '" + record.path("ERP_Invoice_Number__c").asText() + "'",
            "salesInvoiceLines")
        .get(0);
  }

  /** How many documents bear the work order's number; an order and its invoice are two. */
  private int documents(String workOrder) {
    String number = crm.get("WorkOrder", workOrder).path("WorkOrderNumber").asText();
    String bearing = "startswith(externalDocumentNumber,'" + number + "-')";
    return erp.find("salesInvoices", bearing).size() + erp.find("salesOrders", bearing).size();
  }

  private static void assertAmount(JsonNode record, String field, String amount) {
    assertThat(record.path(field).decimalValue()).isEqualByComparingTo(amount);
  }

  private static void soon(ThrowingRunnable holds) {
    await().atMost(PATIENCE).untilAsserted(holds);
  }
}
