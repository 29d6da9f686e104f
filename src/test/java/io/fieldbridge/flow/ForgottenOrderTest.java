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
import io.fieldbridge.link.Links;
import io.fieldbridge.model.RecordRef;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A work order has changed since its order was made, and the database has forgotten that it was, as
 * one restored from a backup has: our reference tells the order, whatever it says (P14, G20, N7).
 */
class ForgottenOrderTest extends BridgeTestCase {

  private static final String FLOW = "work-order-invoice";

  private FieldWork work;
  private WorkOrders workOrders;
  private Commands commands;
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
    commands = bridge.commands();
    sandbox = bridge.businessCentralSandbox();
    account = accounts.linked("Short Memory");
  }

  @Test
  void a_part_booked_since_comes_onto_the_order_that_is_there() {
    String workOrder = ordered();
    JsonNode order = forgotten(workOrder);

    work.use(workOrder, "P-1002", 3, "7");

    awaitLines(workOrder, Tuple.tuple("P-1001", 1), Tuple.tuple("P-1002", 3));
    assertOnly(workOrder, order);
    assertThat(workOrders.get(workOrder).path("ERP_Total_Excl_Tax__c").decimalValue())
        .isEqualByComparingTo("31");
  }

  @Test
  void a_quantity_corrected_since_is_corrected_on_its_line() {
    String workOrder = ordered();
    JsonNode order = forgotten(workOrder);

    crm.update("ProductConsumed", part(workOrder, 1), "{'QuantityConsumed': 4}");

    awaitLines(workOrder, Tuple.tuple("P-1001", 4));
    assertOnly(workOrder, order);
  }

  @Test
  void a_part_taken_away_since_is_taken_off_and_a_line_of_finance_stays() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 1, "10");
    work.use(workOrder, "P-1002", 3, "7");
    work.complete(workOrder);
    JsonNode order = forgotten(workOrder);
    String id = order.path("id").asText();
    erp.create(
        "salesOrders(" + id + ")/salesOrderLines",
        "{'lineType': 'Item', 'lineObjectNumber': 'P-1003', 'quantity': 2, 'description2': 'by truck'}");

    crm.delete("ProductConsumed", part(workOrder, 3));
    crm.update("WorkOrder", workOrder, "{'Subject': 'One part less'}");

    awaitLines(workOrder, Tuple.tuple("P-1001", 1), Tuple.tuple("P-1003", 2));
    assertOnly(workOrder, order);
  }

  @Test
  void an_order_in_the_name_of_another_customer_waits_for_a_person() {
    String workOrder = ordered();
    JsonNode order = forgotten(workOrder);
    String other = accounts.linked("Other Memory");

    crm.update("WorkOrder", workOrder, "{'AccountId': '%s'}".formatted(other));

    workOrders.awaitStatus(workOrder, "Retry Required", "another customer");
    assertOnly(workOrder, order);
    assertThat(commands.done("parked"))
        .contains(order.path("number").asText(), "give it the right customer");
    crm.update("WorkOrder", workOrder, "{'AccountId': '%s'}".formatted(account));
    commands.done("retry", workOrders.heldMessage(workOrder));
    workOrders.awaitStatus(workOrder, "Accepted by ERP", "");
    assertOnly(workOrder, order);
  }

  @Test
  void an_invoice_that_says_something_else_waits_for_a_person_who_names_it() {
    String workOrder = ordered();
    JsonNode order = forgotten(workOrder);
    erp.act("salesOrders", order.path("id").asText(), "shipAndInvoice");
    String invoice = workOrders.invoices(workOrder).get(0).path("number").asText();

    work.use(workOrder, "P-1002", 3, "7");

    workOrders.awaitStatus(workOrder, "Retry Required", "does not say the same");
    assertThat(commands.done("parked")).contains(invoice, "credit memo");
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
    commands.done("resolve", workOrders.heldMessage(workOrder), "--done", invoice);
    assertThat(workOrders.invoiced(workOrder).path("ERP_Invoice_Number__c").asText())
        .isEqualTo(invoice);
    workOrders.awaitStatus(workOrder, "Accepted by ERP", "");
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
  }

  @Test
  void an_invoice_that_says_the_same_is_linked() {
    String workOrder = ordered();
    JsonNode order = forgotten(workOrder);
    erp.act("salesOrders", order.path("id").asText(), "shipAndInvoice");

    crm.update("WorkOrder", workOrder, "{'Subject': 'Looked at again'}");

    workOrders.invoiced(workOrder);
    workOrders.awaitStatus(workOrder, "Accepted by ERP", "");
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
  }

  @Test
  void a_creation_in_doubt_finds_its_order_although_other_parts_are_on_it_by_now() {
    sandbox.fault(
        "{'fault': 'unavailable', 'object': 'salesOrders', 'operation': 'create', 'times': -1}");
    String workOrder = ordered();
    soon(
        () ->
            assertThat(bridge.open(workOrder))
                .anyMatch(message -> message.state().equals(State.WAITING)));
    Effects effects = bridge.engine().state().effects();
    Effect creation = effects.bySource(FLOW, record(workOrder)).get(0);
    String part = part(workOrder, 1);
    String other = part.replace('A', 'B').replace('0', '9');
    effects.doubtIntended();

    JsonNode order =
        sandbox.enter("salesOrders", creation.intent().payload().toString().replace(part, other));
    sandbox.clearFaults();

    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    assertOnly(workOrder, order);
    assertThat(workOrders.onlyOrder(workOrder).path("salesOrderLines"))
        .extracting(line -> line.path("description2").asText())
        .containsExactly(part);
  }

  private String ordered() {
    return work.completed(account, "EUR");
  }

  /** The only order of the work order, after all that the bridge knew of it is gone. */
  private JsonNode forgotten(String workOrder) {
    JsonNode order = workOrders.onlyOrder(workOrder);
    workOrders.awaitStatus(workOrder, "Accepted by ERP", "");
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    Links links = bridge.engine().state().links();
    links.unlink(links.find(FLOW, record(workOrder)).orElseThrow().id());
    bridge.engine().state().effects().deleteSettled(Instant.now().plusSeconds(60), 1000);
    return order;
  }

  private static RecordRef record(String workOrder) {
    return new RecordRef("salesforce", "WorkOrder", workOrder);
  }

  private String part(String workOrder, int quantity) {
    return crm.query(
            "SELECT Id FROM ProductConsumed WHERE WorkOrderId = '%s' AND QuantityConsumed = %s"
                .formatted(workOrder, quantity))
        .path(0)
        .path("Id")
        .asText();
  }

  private void awaitLines(String workOrder, Tuple... lines) {
    soon(
        () ->
            assertThat(workOrders.onlyOrder(workOrder).path("salesOrderLines"))
                .extracting(
                    line -> line.path("lineObjectNumber").asText(),
                    line -> line.path("quantity").asInt())
                .containsExactlyInAnyOrder(lines));
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    soon(() -> assertThat(bridge.openReports(workOrder)).isEmpty());
  }

  private void assertOnly(String workOrder, JsonNode order) {
    assertThat(workOrders.onlyOrder(workOrder).path("id")).isEqualTo(order.path("id"));
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
  }
}
