package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Erp;
import io.fieldbridge.FieldWork;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a careful reader asks after, each with its scene (G17, G20, G21, G24, Z4). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HolesTest {

  private Bridge bridge;
  private Crm crm;
  private Erp erp;
  private FieldWork work;
  private Accounts accounts;
  private String account;

  @BeforeAll
  void start(@TempDir Path home) {
    bridge = Bridge.live(home, Map.of("FIELDBRIDGE_FLOW_WORK_ORDER_INVOICE_TARGET", "sales-order"));
    crm = bridge.crm();
    erp = bridge.erp();
    work = bridge.fieldWork();
    accounts = bridge.accounts();
    account = accounts.linked("Careful Reader");
  }

  @AfterAll
  void stop() {
    bridge.close();
  }

  @Test
  void a_name_that_the_erp_cuts_stays_whole_in_the_crm() {
    String name = "Long Name " + "x".repeat(110);
    String made = accounts.linked(name);
    JsonNode customer = accounts.customerOf(made);
    assertThat(customer.path("displayName").asText()).isEqualTo(name.substring(0, 100));

    erp.update("customers", customer.path("id").asText(), "{'creditLimit': 777}");

    soon(
        () ->
            assertThat(crm.get("Account", made).path("ERP_Credit_Limit__c").asText())
                .startsWith("777"));
    assertThat(crm.get("Account", made).path("Name").asText()).isEqualTo(name);
  }

  @Test
  void what_the_customer_template_sets_comes_back_and_is_no_conflict() {
    String made = accounts.linked("Template Defaults");

    soon(() -> assertThat(crm.get("Account", made).path("Payment_Terms__c").asText()).isNotEmpty());
    accounts.awaitStatus(made, "Accepted by ERP", "");
  }

  @Test
  void a_work_order_completed_again_while_undelivered_becomes_one_order_with_all_its_parts() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 1, "10");
    work.complete(workOrder);
    crm.update("WorkOrder", workOrder, "{'Status': 'In Progress'}");
    work.use(workOrder, "P-1002", 2, "5");
    work.complete(workOrder);

    assertThat(order(workOrder).path("totalAmountExcludingTax").decimalValue())
        .isEqualByComparingTo("20");
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    assertThat(orders(workOrder)).hasSize(1);
  }

  @Test
  void a_persons_order_with_the_work_orders_number_is_not_taken_for_ours() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 1, "10");
    String number = crm.get("WorkOrder", workOrder).path("WorkOrderNumber").asText();
    String customer = accounts.customerOf(account).path("id").asText();
    JsonNode typed =
        erp.create(
            "salesOrders",
            "{'customerId': '%s', 'externalDocumentNumber': '%s'}".formatted(customer, number));

    work.complete(workOrder);

    JsonNode ours = order(workOrder);
    assertThat(ours.path("id")).isNotEqualTo(typed.path("id"));
    assertThat(
            erp.find("salesOrders", "externalDocumentNumber eq '" + number + "'")
                .get(0)
                .path("totalAmountExcludingTax")
                .decimalValue())
        .isEqualByComparingTo("0");
  }

  @Test
  void an_order_that_a_person_deleted_is_told_and_not_made_again() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 1, "10");
    work.complete(workOrder);
    erp.delete("salesOrders", order(workOrder).path("id").asText());

    work.use(workOrder, "P-1002", 1, "5");

    soon(
        () ->
            assertThat(crm.get("WorkOrder", workOrder).path("ERP_Sync_Status__c").asText())
                .isEqualTo("Rejected by ERP"));
    assertThat(orders(workOrder)).isEmpty();
    assertThat(bridge.open(workOrder)).hasSize(1);
  }

  /** The order that has come of it, once its number is told. */
  private JsonNode order(String workOrder) {
    soon(
        () ->
            assertThat(crm.get("WorkOrder", workOrder).path("ERP_Order_Number__c").isTextual())
                .as("open: %s", bridge.open(workOrder))
                .isTrue());
    String number = crm.get("WorkOrder", workOrder).path("ERP_Order_Number__c").asText();
    return erp.find("salesOrders", "number eq '" + number + "'").get(0);
  }

  private JsonNode orders(String workOrder) {
    String number = crm.get("WorkOrder", workOrder).path("WorkOrderNumber").asText();
    return erp.find("salesOrders", "startswith(externalDocumentNumber,'" + number + "-')");
  }
}
