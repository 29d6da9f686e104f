package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Mappings;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.link.Links;
import io.fieldbridge.model.RecordRef;
import org.junit.jupiter.api.Test;

/** One half of a pair is deleted or leaves the filter, and the contract says what then (G34). */
class DeparturesTest extends BridgeTestCase {

  private static final String FLOW = "account-customer";

  @Override
  void change(Mappings shipped) {
    shipped
        .replace(
            FLOW,
            "on-delete: { salesforce: ask, business-central: unlink }",
            "on-delete: { salesforce: { inactivate: { blocked: All } },"
                + " business-central: { block: { Rating: Cold } } }")
        .replace(
            FLOW,
            "on-leave: keep",
            "filter: { salesforce: '.Type != \"Prospect\"' }\n"
                + "on-leave: { salesforce: { block: { blocked: Ship } } }");
  }

  @Test
  void a_deleted_account_inactivates_its_customer_once() {
    String account = accounts.linked("Deleted And Inactivated");
    String customer = accounts.customerOf(account).path("id").asText();

    crm.delete("Account", account);

    awaitBlocked(customer, "All");
    soon(() -> assertThat(bridge.open(account)).isEmpty());
    assertThat(told(account, "inactivated")).isEqualTo(1);

    erp.update("customers", customer, "{'blocked': '_x0020_', 'city': 'Jena'}");
    soon(() -> assertThat(skipped(customer)).isPositive());
    soon(() -> assertThat(bridge.open(customer)).isEmpty());
    awaitBlocked(customer, "_x0020_");
    assertThat(crm.query("SELECT Id FROM Account WHERE Name = 'Deleted And Inactivated'"))
        .isEmpty();
    assertThat(bridge.held()).noneMatch(message -> message.record().id().equals(customer));
  }

  @Test
  void a_lost_answer_repeats_the_write_and_tells_it_once() {
    String account = accounts.linked("Answer Lost At Deletion");
    String customer = accounts.customerOf(account).path("id").asText();
    SandboxSwitches sandbox = bridge.businessCentralSandbox();
    sandbox.fault("lost-reply", "customers", "update");

    crm.delete("Account", account);

    soon(() -> assertThat(sandbox.faultsShown()).isTrue());
    awaitBlocked(customer, "All");
    soon(() -> assertThat(told(account, "inactivated")).isEqualTo(1));
    soon(() -> assertThat(bridge.open(account)).isEmpty());
  }

  @Test
  void what_is_there_already_is_not_written_again() {
    String account = accounts.linked("Blocked Before");
    String customer = accounts.customerOf(account).path("id").asText();
    erp.update("customers", customer, "{'blocked': 'All'}");
    soon(
        () ->
            assertThat(crm.get("Account", account).path("ERP_Blocked__c").asText())
                .isEqualTo("All"));
    JsonNode before = erp.get("customers", customer);

    crm.delete("Account", account);

    soon(() -> assertThat(told(account, "inactivated")).isEqualTo(1));
    assertThat(erp.get("customers", customer)).isEqualTo(before);
  }

  @Test
  void a_customer_that_finance_deleted_marks_its_account() {
    String account = accounts.linked("Customer Gone");
    String customer = accounts.customerOf(account).path("id").asText();

    erp.delete("customers", customer);
    crm.update("Account", account, "{'Phone': '+49 421 88'}");

    soon(() -> assertThat(crm.get("Account", account).path("Rating").asText()).isEqualTo("Cold"));
    soon(() -> assertThat(bridge.open(account)).isEmpty());
    assertThat(told(account, "blocked")).isEqualTo(1);
    assertThat(links().find(FLOW, account(account))).isPresent();
    assertThat(accounts.customersNamed("Customer Gone")).isZero();
  }

  @Test
  void an_account_that_leaves_the_filter_blocks_its_customer_until_it_is_back() {
    String account = accounts.linked("Leaves And Comes Back");
    String customer = accounts.customerOf(account).path("id").asText();

    crm.update("Account", account, "{'Type': 'Prospect'}");
    awaitBlocked(customer, "Ship");
    soon(() -> assertThat(told(account, "blocked")).isEqualTo(1));
    erp.update("customers", customer, "{'blocked': '_x0020_'}");
    crm.update("Account", account, "{'Type': 'Prospect', 'Phone': '+49 1'}");
    soon(() -> assertThat(bridge.open(account)).isEmpty());
    awaitBlocked(customer, "_x0020_");

    crm.update("Account", account, "{'Type': 'Other', 'Phone': '+49 2'}");
    soon(
        () ->
            assertThat(erp.get("customers", customer).path("phoneNumber").asText())
                .isEqualTo("+49 2"));
    soon(() -> assertThat(bridge.open(account)).isEmpty());
    crm.update("Account", account, "{'Type': 'Prospect'}");
    awaitBlocked(customer, "Ship");
    soon(() -> assertThat(told(account, "blocked")).isEqualTo(2));
  }

  private void awaitBlocked(String customer, String how) {
    soon(() -> assertThat(erp.get("customers", customer).path("blocked").asText()).isEqualTo(how));
  }

  private long told(String record, String event) {
    return bridge.engine().state().journal().timeline(record).stream()
        .filter(entry -> entry.entry().event().equals(event))
        .count();
  }

  private long skipped(String customer) {
    return bridge
        .engine()
        .state()
        .inbox()
        .list(
            io.fieldbridge.inbox.MessageFilter.of(
                new RecordRef("business-central", "customers", customer)),
            0,
            100)
        .stream()
        .filter(message -> message.reason().filter(why -> why.code().equals("deleted")).isPresent())
        .count();
  }

  private Links links() {
    return bridge.engine().state().links();
  }

  private static RecordRef account(String id) {
    return new RecordRef("salesforce", "Account", id);
  }
}
