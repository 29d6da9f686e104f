package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Erp;
import io.fieldbridge.FieldWork;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
  void an_echo_that_comes_after_a_newer_value_was_written_brings_nothing_back() {
    String made = accounts.linked("Stale Echo");
    String customer = accounts.customerOf(made).path("id").asText();
    for (String city : List.of("Eins", "Zwei", "Drei")) {
      erp.update("customers", customer, "{'city': '" + city + "'}");
      soon(() -> assertThat(city(made)).isEqualTo(city));
    }
    soon(() -> assertThat(bridge.open(customer)).isEmpty());
    soon(() -> assertThat(bridge.open(made)).isEmpty());
    String version = erp.get("customers", customer).path("@odata.etag").asText();

    tell(ownEcho(made, "Zwei"));

    soon(() -> assertThat(bridge.open(made)).isEmpty());
    JsonNode after = erp.get("customers", customer);
    assertThat(after.path("city").asText()).isEqualTo("Drei");
    assertThat(after.path("@odata.etag").asText()).isEqualTo(version);
    assertThat(city(made)).isEqualTo("Drei");
  }

  private String city(String made) {
    return crm.get("Account", made).path("BillingCity").asText();
  }

  /** What the feed tells of a write of our own. */
  private Change ownEcho(String made, String city) {
    return new Change(
        "late echo",
        new RecordRef("salesforce", "Account", made),
        Change.Kind.UPDATE,
        JsonText.object().put("BillingCity", city),
        Instant.now(),
        bridge.engine().systems().connector("salesforce").integrationUser(),
        "");
  }

  private void tell(Change change) {
    Contract contract = bridge.engine().contracts().find("account-customer").orElseThrow();
    bridge.engine().arrivals().receive(contract, "to-erp", change.record(), change);
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
    assertThat(reason(workOrder)).contains("was deleted in the ERP");
  }

  @Test
  void an_order_that_finance_posted_is_not_taken_for_a_deleted_one() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 1, "10");
    work.complete(workOrder);
    String order = order(workOrder).path("id").asText();
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    erp.act("salesOrders", order, "shipAndInvoice");

    crm.update("WorkOrder", workOrder, "{'Subject': 'Looked at again'}");

    soon(() -> assertThat(invoiceNumber(workOrder)).isNotEmpty());
    assertThat(erp.find("salesInvoices", "number eq '" + invoiceNumber(workOrder) + "'"))
        .hasSize(1);
    work.use(workOrder, "P-1002", 1, "5");
    soon(() -> assertThat(reason(workOrder)).contains("was posted", invoiceNumber(workOrder)));
    assertThat(orders(workOrder)).isEmpty();
  }

  @Test
  void a_part_booked_after_finance_posted_the_order_is_held_and_the_invoice_is_told() {
    String workOrder = work.begin(account, "EUR");
    work.use(workOrder, "P-1001", 1, "10");
    work.complete(workOrder);
    String order = order(workOrder).path("id").asText();
    soon(() -> assertThat(bridge.open(workOrder)).isEmpty());
    erp.act("salesOrders", order, "shipAndInvoice");

    work.use(workOrder, "P-1002", 1, "5");

    soon(() -> assertThat(reason(workOrder)).contains("was posted"));
    assertThat(invoiceNumber(workOrder)).isNotEmpty();
    assertThat(reason(workOrder)).contains(invoiceNumber(workOrder));
    JsonNode invoice =
        erp.find("salesInvoices", "number eq '" + invoiceNumber(workOrder) + "'").get(0);
    assertThat(crm.get("WorkOrder", workOrder).path("ERP_Total_Amount__c").decimalValue())
        .isEqualByComparingTo(invoice.path("totalAmountIncludingTax").decimalValue());
  }

  private String invoiceNumber(String workOrder) {
    return crm.get("WorkOrder", workOrder).path("ERP_Invoice_Number__c").asText("");
  }

  private String reason(String workOrder) {
    return crm.get("WorkOrder", workOrder).path("ERP_Sync_Reason__c").asText("");
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
