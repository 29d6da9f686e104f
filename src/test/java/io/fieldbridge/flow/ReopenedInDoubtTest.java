package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.FieldWork;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.WorkOrders;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.RecordRef;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A work order that is opened again while nobody knows whether a write of it took effect (G20). */
class ReopenedInDoubtTest extends BridgeTestCase {

  private static final String FLOW = "work-order-invoice";

  private FieldWork work;
  private WorkOrders workOrders;
  private SandboxSwitches sandbox;
  private String account;

  @BeforeAll
  void prepare() {
    work = bridge.fieldWork();
    workOrders = bridge.workOrders();
    sandbox = bridge.businessCentralSandbox();
    account = accounts.linked("Opened Again");
  }

  @Test
  void an_order_that_was_made_meanwhile_is_linked_and_told() {
    String workOrder = reopenedInDoubt("create");
    RecordRef record = new RecordRef("salesforce", "WorkOrder", workOrder);
    soon(() -> assertThat(bridge.engine().state().links().find(FLOW, record)).isPresent());

    crm.update("WorkOrder", workOrder, "{'Status': 'Canceled'}");

    workOrders.awaitStatus(workOrder, "Rejected by ERP", "no longer passes the filter");
    assertThat(workOrders.heldMessage(workOrder)).isNotEmpty();
    JsonNode order = workOrders.onlyOrder(workOrder);
    assertThat(workOrders.get(workOrder).path("ERP_Order_Number__c"))
        .isEqualTo(order.path("number"));
    assertThat(workOrders.invoices(workOrder)).isEmpty();
    assertThat(bridge.engine().state().effects().bySource(FLOW, record)).noneMatch(Effect::isOpen);
  }

  @Test
  void an_invoice_that_was_posted_meanwhile_is_told_and_a_later_part_is_held_with_its_number() {
    String workOrder = reopenedInDoubt("shipAndInvoice");

    String invoice = workOrders.invoiced(workOrder).path("ERP_Invoice_Number__c").asText();
    work.use(workOrder, "P-1002", 1, "7");
    work.complete(workOrder);

    workOrders.awaitStatus(workOrder, "Rejected by ERP", "posted in the ERP as " + invoice);
    assertThat(workOrders.heldMessage(workOrder)).isNotEmpty();
    assertThat(workOrders.documents(workOrder)).isEqualTo(1);
  }

  private String reopenedInDoubt(String operation) {
    sandbox.fault(
        "{'fault': 'commit-later', 'object': 'salesOrders', 'operation': '%s', 'milliseconds': 1500}"
            .formatted(operation));
    String workOrder = work.completed(account, "EUR");
    soon(
        () ->
            assertThat(bridge.open(workOrder))
                .anyMatch(message -> message.state() == State.IN_DOUBT));
    crm.update("WorkOrder", workOrder, "{'Status': 'In Progress'}");
    return workOrder;
  }
}
