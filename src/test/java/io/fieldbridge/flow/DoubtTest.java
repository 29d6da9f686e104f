package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Commands;
import io.fieldbridge.FieldWork;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.WorkOrders;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.RecordRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Where several documents bear our one reference nobody but a person can tell which it is, and a
 * person tells by command (P3, G17, G23).
 */
class DoubtTest extends BridgeTestCase {

  private static final String FLOW = "work-order-invoice";

  private FieldWork work;
  private WorkOrders workOrders;
  private Commands commands;
  private SandboxSwitches sandbox;
  private String account;
  private String customer;

  @BeforeAll
  void prepare() {
    work = bridge.fieldWork();
    workOrders = bridge.workOrders();
    commands = bridge.commands();
    sandbox = bridge.businessCentralSandbox();
    account = bridge.accounts().linked("Doubtful Service");
    customer = bridge.accounts().customerOf(account).path("id").asText();
  }

  @Test
  void the_document_that_a_person_names_is_linked_and_its_numbers_come_back() {
    String workOrder = refused();
    JsonNode meant = enteredByHand(workOrder);
    JsonNode other = enteredByHand(workOrder);
    String message = doubtOf(workOrder, meant, other);
    erp.delete("salesOrders", other.path("id").asText());

    String said = commands.done("resolve", message, "--done", meant.path("number").asText());

    assertThat(said).contains("it took effect in business-central:salesOrders:");
    JsonNode record = workOrders.invoiced(workOrder);
    assertThat(record.path("ERP_Sync_Status__c").asText()).isEqualTo("Accepted by ERP");
    assertThat(record.path("ERP_Order_Number__c")).isEqualTo(meant.path("number"));
    assertThat(record.path("ERP_Total_Excl_Tax__c").decimalValue()).isEqualByComparingTo("10");
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
    assertThat(commands.done("timeline", workOrder)).contains("resolved");
  }

  @Test
  void what_a_person_says_was_not_done_is_done_once() {
    String workOrder = refused();
    List<JsonNode> strays = List.of(enteredByHand(workOrder), enteredByHand(workOrder));
    String message = doubtOf(workOrder, strays.get(0), strays.get(1));
    strays.forEach(stray -> erp.delete("salesOrders", stray.path("id").asText()));

    assertThat(commands.done("resolve", message, "--not-done")).contains("is sent again");

    workOrders.invoiced(workOrder);
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
    assertThat(workOrders.invoiceOf(workOrder).path("salesInvoiceLines")).hasSize(1);
  }

  @Test
  void a_wrong_number_is_refused_and_settles_nothing() {
    String workOrder = refused();
    JsonNode one = enteredByHand(workOrder);
    JsonNode other = enteredByHand(workOrder);
    String message = doubtOf(workOrder, one, other);
    String foreign = work.completed(account, "EUR");
    String invoice = workOrders.invoiced(foreign).path("ERP_Invoice_Number__c").asText();

    assertThat(commands.refused("resolve", message, "--done", "S-4711"))
        .contains(
            "business-central has no record of number 'S-4711' in salesOrders or salesInvoices")
        .contains("--not-done");
    assertThat(commands.refused("resolve", message, "--done", invoice))
        .contains("salesInvoices '" + invoice + "' does not bear our reference", workOrder);
    assertThat(commands.refused("resolve", "4711", "--not-done")).contains("no message 4711");
    assertThat(workOrders.heldMessage(workOrder)).isEqualTo(message);
    assertThat(workOrders.invoices(workOrder)).isEmpty();
  }

  @Test
  void nothing_is_posted_while_several_orders_bear_our_reference() {
    String workOrder = refusedPosting();
    JsonNode order = workOrders.onlyOrder(workOrder);
    pause();
    JsonNode copy = enteredByHand(workOrder);
    sandbox.setting("{'allowPostingTo': '0001-01-01'}");

    String message = doubtOf(workOrder, order, copy);

    assertThat(workOrders.get(workOrder).path("ERP_Sync_Reason__c").asText())
        .contains("so none is posted");
    assertThat(workOrders.invoices(workOrder)).isEmpty();
    assertThat(workOrders.orders(workOrder)).hasSize(2);
    erp.delete("salesOrders", copy.path("id").asText());
    commands.done("retry", message);
    assertThat(workOrders.invoiced(workOrder).path("ERP_Order_Number__c"))
        .isEqualTo(order.path("number"));
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
  }

  @Test
  void the_totals_of_an_invoice_that_a_person_posted_and_names_come_back() {
    String workOrder = refusedPosting();
    JsonNode order = workOrders.onlyOrder(workOrder);
    pause();
    JsonNode copy = enteredByHand(workOrder);
    sandbox.setting("{'allowPostingTo': '0001-01-01'}");
    String message = doubtOf(workOrder, order, copy);
    erp.delete("salesOrders", copy.path("id").asText());
    erp.act("salesOrders", order.path("id").asText(), "shipAndInvoice");
    JsonNode invoice = workOrders.invoices(workOrder).get(0);

    commands.done("resolve", message, "--done", invoice.path("number").asText());

    JsonNode record = workOrders.invoiced(workOrder);
    assertThat(record.path("ERP_Invoice_Number__c")).isEqualTo(invoice.path("number"));
    assertThat(record.path("ERP_Total_Excl_Tax__c").decimalValue()).isEqualByComparingTo("10");
    assertThat(record.path("ERP_Total_Amount__c").decimalValue())
        .isEqualByComparingTo(invoice.path("totalAmountIncludingTax").decimalValue());
  }

  /** A completed work order whose order is there and whose posting the ERP has refused. */
  private String refusedPosting() {
    sandbox.setting("{'allowPostingTo': '2020-12-31'}");
    String workOrder = work.completed(account, "EUR");
    workOrders.awaitStatus(workOrder, "Rejected by ERP", "Posting Date");
    return workOrder;
  }

  /** A completed work order whose order the ERP has refused, for a reason that is gone. */
  private String refused() {
    erp.update("customers", customer, "{'blocked': 'Invoice'}");
    String workOrder = work.completed(account, "EUR");
    workOrders.awaitStatus(workOrder, "Rejected by ERP", "blocked");
    pause();
    erp.update("customers", customer, "{'blocked': '_x0020_'}");
    return workOrder;
  }

  /** Nothing is delivered until {@link #doubtOf}, not even for a part that is told late. */
  private void pause() {
    commands.done("pause", FLOW);
    Inbox inbox = bridge.engine().state().inbox();
    MessageFilter inHand = MessageFilter.in(Set.of(State.CLAIMED)).inFlow(FLOW);
    soon(() -> assertThat(inbox.list(inHand, 0, 1)).isEmpty());
  }

  /** The very order that we send, entered by somebody else. */
  private JsonNode enteredByHand(String workOrder) {
    return sandbox.enter("salesOrders", creations(workOrder).get(0).intent().payload().toString());
  }

  private List<Effect> creations(String workOrder) {
    RecordRef record = new RecordRef("salesforce", "WorkOrder", workOrder);
    return bridge.engine().state().effects().bySource(FLOW, record).stream()
        .filter(effect -> effect.intent().creates())
        .toList();
  }

  /** Tried again, the message is in doubt, and a person sees on the record and in the list why. */
  private String doubtOf(String workOrder, JsonNode one, JsonNode other) {
    commands.done("resume", FLOW);
    commands.done("retry", "--all");
    workOrders.awaitStatus(workOrder, "Retry Required", "Several");
    String message = workOrders.heldMessage(workOrder);
    assertThat(commands.done("parked"))
        .contains(message + "  in doubt", workOrder)
        .contains(one.path("number").asText(), other.path("number").asText())
        .contains("delete those that are too many");
    return message;
  }
}
