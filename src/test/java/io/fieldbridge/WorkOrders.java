package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Work orders and the documents that they become. */
public final class WorkOrders {

  private final Bridge bridge;
  private final Crm crm;
  private final Erp erp;

  WorkOrders(Bridge bridge) {
    this.bridge = bridge;
    this.crm = bridge.crm();
    this.erp = bridge.erp();
  }

  public JsonNode get(String workOrder) {
    return crm.get("WorkOrder", workOrder);
  }

  /** The work order once it shows its invoice. */
  public JsonNode invoiced(String workOrder) {
    soon(
        () ->
            assertThat(get(workOrder).path("ERP_Invoice_Number__c").isTextual())
                .as("%s has its invoice; open: %s", workOrder, bridge.open(workOrder))
                .isTrue());
    return get(workOrder);
  }

  /** Has what is parked tried again until the work order has its invoice. */
  public JsonNode invoicedOnRetry(String workOrder) {
    soon(
        () -> {
          bridge.commands().done("retry", "--all");
          assertThat(invoices(workOrder)).hasSize(1);
        });
    return invoiced(workOrder);
  }

  /** The invoice, with its lines, that the work order shows. */
  public JsonNode invoiceOf(String workOrder) {
    String number = invoiced(workOrder).path("ERP_Invoice_Number__c").asText();
    return erp.find("salesInvoices", "number eq '" + number + "'", "salesInvoiceLines").get(0);
  }

  /** The orders, with their lines, that bear the work order's number. */
  public JsonNode orders(String workOrder) {
    return erp.find("salesOrders", bearing(workOrder), "salesOrderLines");
  }

  /** The only order that bears the work order's number. */
  public JsonNode onlyOrder(String workOrder) {
    soon(() -> assertThat(orders(workOrder)).hasSize(1));
    return orders(workOrder).get(0);
  }

  public JsonNode invoices(String workOrder) {
    return erp.find("salesInvoices", bearing(workOrder));
  }

  /** How many documents bear the work order's number; an order and its invoice are two. */
  public int documents(String workOrder) {
    return orders(workOrder).size() + invoices(workOrder).size();
  }

  /** Waits until the work order shows this status and a reason with that text. */
  public void awaitStatus(String workOrder, String status, String reason) {
    soon(
        () -> {
          JsonNode record = get(workOrder);
          assertThat(record.path("ERP_Sync_Status__c").asText())
              .as("open: %s", bridge.open(workOrder))
              .isEqualTo(status);
          assertThat(record.path("ERP_Sync_Reason__c").asText()).contains(reason);
        });
  }

  /** The id of the one message about the work order that waits for a person. */
  public String heldMessage(String workOrder) {
    soon(() -> assertThat(bridge.held()).anyMatch(held -> held.record().id().equals(workOrder)));
    return bridge.held().stream()
        .filter(held -> held.record().id().equals(workOrder))
        .map(held -> Long.toString(held.id()))
        .reduce(
            (one, other) -> {
              throw new AssertionError("several are held: " + one + " and " + other);
            })
        .orElseThrow();
  }

  private String bearing(String workOrder) {
    String number = get(workOrder).path("WorkOrderNumber").asText();
    return "startswith(externalDocumentNumber,'" + number + "-')";
  }
}
