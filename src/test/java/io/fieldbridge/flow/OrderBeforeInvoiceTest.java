package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Commands;
import io.fieldbridge.FieldWork;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.WorkOrders;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.RecordRef;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to a work order between its order and its invoice (P3, P18, Z4, Z5, G17, G20). */
class OrderBeforeInvoiceTest extends BridgeTestCase {

  private FieldWork work;
  private WorkOrders workOrders;
  private Commands commands;
  private SandboxSwitches sandbox;

  @BeforeAll
  void prepare() {
    work = bridge.fieldWork();
    workOrders = bridge.workOrders();
    commands = bridge.commands();
    sandbox = bridge.businessCentralSandbox();
  }

  @AfterEach
  void calm() {
    sandbox.clearFaults();
  }

  @Test
  void the_rate_of_the_creation_is_kept_when_the_erp_has_another_one_at_the_redelivery() {
    String account = accounts.linked("Rate Of The Day");
    sandbox.forgetRequests();
    sandbox.fault(
        "{'fault': 'unavailable', 'object': 'salesOrders', 'operation': 'shipAndInvoice',"
            + " 'times': -1}");
    String workOrder = work.completed(account, "USD");
    soon(() -> assertThat(sandbox.requests("POST", "shipAndInvoice")).isPositive());

    sandbox.backoffice(
        "rates",
        "{'currencyCode': 'USD', 'startingDate': '2026-11-01', 'exchangeRateAmount': 100,"
            + " 'relationalExchangeRateAmount': 50}");
    bridge.stopDaemon();
    sandbox.clearFaults();
    bridge.startDaemon();

    assertThat(workOrders.invoiced(workOrder).path("ERP_Exchange_Rate__c").decimalValue())
        .isEqualByComparingTo("0.92");
    JsonNode later = workOrders.invoiced(work.completed(account, "USD"));
    assertThat(later.path("ERP_Exchange_Rate__c").decimalValue()).isEqualByComparingTo("0.5");
  }

  @Test
  void a_work_order_that_is_corrected_after_its_posting_was_refused_is_posted_once_as_corrected() {
    String account = accounts.linked("Corrected Before Posting");
    sandbox.setting("{'allowPostingTo': '2020-12-31'}");
    String workOrder = work.completed(account, "EUR");
    workOrders.awaitStatus(workOrder, "Rejected by ERP", "Posting Date");
    String order = workOrders.onlyOrder(workOrder).path("number").asText();

    work.use(workOrder, "P-1002", 3, "7");
    soon(() -> assertThat(workOrders.onlyOrder(workOrder).path("salesOrderLines")).hasSize(2));
    sandbox.setting("{'allowPostingTo': '0001-01-01'}");
    JsonNode record = workOrders.invoicedOnRetry(workOrder);

    JsonNode invoice = workOrders.invoiceOf(workOrder);
    assertThat(invoice.path("orderNumber").asText()).isEqualTo(order);
    assertThat(invoice.path("salesInvoiceLines"))
        .extracting(
            line -> line.path("lineObjectNumber").asText(),
            line -> line.path("quantity").asInt(),
            line -> line.path("unitPrice").asInt())
        .containsExactly(Tuple.tuple("P-1001", 1, 10), Tuple.tuple("P-1002", 3, 7));
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
    assertThat(record.path("ERP_Total_Excl_Tax__c").decimalValue()).isEqualByComparingTo("31");
    workOrders.awaitStatus(workOrder, "Accepted by ERP", "");
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
  }

  @Test
  void a_part_booked_while_the_erp_cannot_be_reached_is_on_the_one_invoice() {
    String workOrder = heldUpBeforeItsOrder("Booked During Outage");

    work.use(workOrder, "P-1002", 3, "7");
    sandbox.clearFaults();

    assertOneInvoiceOfTwoParts(workOrder);
  }

  @Test
  void a_part_booked_before_the_order_is_found_again_is_on_the_one_invoice() {
    String workOrder = heldUpBeforeItsOrder("Booked During Doubt");
    RecordRef record = new RecordRef("salesforce", "WorkOrder", workOrder);
    Effects effects = bridge.engine().state().effects();
    Effect creation = effects.bySource("work-order-invoice", record).get(0);
    sandbox.enter("salesOrders", creation.intent().payload().toString());

    work.use(workOrder, "P-1002", 3, "7");
    sandbox.clearFaults();

    assertOneInvoiceOfTwoParts(workOrder);
  }

  /** A completed work order whose order is intended and cannot be sent. */
  private String heldUpBeforeItsOrder(String name) {
    String account = accounts.linked(name);
    sandbox.fault(
        "{'fault': 'unavailable', 'object': 'salesOrders', 'operation': 'create', 'times': -1}");
    String workOrder = work.completed(account, "EUR");
    soon(
        () ->
            assertThat(bridge.open(workOrder))
                .anyMatch(
                    message ->
                        message.progress().frozen() && message.state().equals(State.WAITING)));
    return workOrder;
  }

  private void assertOneInvoiceOfTwoParts(String workOrder) {
    assertThat(workOrders.invoiceOf(workOrder).path("salesInvoiceLines")).hasSize(2);
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
    workOrders.awaitStatus(workOrder, "Accepted by ERP", "");
    assertThat(workOrders.get(workOrder).path("ERP_Total_Excl_Tax__c").decimalValue())
        .isEqualByComparingTo("31");
  }

  @Test
  void the_price_agreed_in_the_quote_is_billed_and_not_the_price_of_the_erp() {
    String account = accounts.linked("Agreed Price");
    String workOrder = work.begin(account, "EUR");
    String agreed = "8.88";
    work.useAsPlanned(workOrder, "P-1001", 2, agreed);
    work.complete(workOrder);

    JsonNode line = workOrders.invoiceOf(workOrder).path("salesInvoiceLines").get(0);
    JsonNode item = erp.find("items", "number eq 'P-1001'").get(0);
    assertThat(item.path("unitPrice").decimalValue()).isNotEqualByComparingTo(agreed);
    assertThat(line.path("unitPrice").decimalValue()).isEqualByComparingTo(agreed);
    assertThat(line.path("quantity").decimalValue()).isEqualByComparingTo("2");
  }

  @Test
  void a_work_order_that_changes_after_its_invoice_is_parked_with_the_invoices_number() {
    String account = accounts.linked("Changed After Invoice");
    String workOrder = work.completed(account, "EUR");
    JsonNode record = workOrders.invoiced(workOrder);

    work.use(workOrder, "P-1002", 1, "7");

    workOrders.awaitStatus(
        workOrder, "Rejected by ERP", record.path("ERP_Invoice_Number__c").asText());
    assertThat(workOrders.get(workOrder).path("ERP_Sync_Reason__c").asText())
        .contains("changed after", record.path("WorkOrderNumber").asText());
    soon(
        () ->
            assertThat(commands.done("parked"))
                .contains("parked  work-order-invoice", workOrder, "credit memo"));
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
    assertThat(workOrders.get(workOrder).path("ERP_Invoice_Number__c"))
        .isEqualTo(record.path("ERP_Invoice_Number__c"));
  }
}
