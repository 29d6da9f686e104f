package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.link.Links;
import io.fieldbridge.model.CanonicalRecord;
import io.fieldbridge.model.RecordRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which account is which customer, from birth to deletion (P1, P14, Z19, G1, G18, G28, G34). */
class AccountCustomerPairsTest extends BridgeTestCase {

  private static final String FLOW = "account-customer";

  @Test
  void a_customer_that_finance_enters_becomes_an_account() {
    JsonNode customer =
        erp.create(
            "customers", "{'displayName': 'Entered By Finance', 'city': 'Kiel', 'country': 'DE'}");

    String id = accounts.accountOf(customer.path("number").asText()).path("Id").asText();
    JsonNode account = crm.get("Account", id);
    assertThat(account.path("Name").asText()).isEqualTo("Entered By Finance");
    assertThat(account.path("BillingCity").asText()).isEqualTo("Kiel");
    accounts.awaitStatus(id, "Accepted by ERP", "");
    assertThat(crm.query("SELECT Id FROM Account WHERE Name = 'Entered By Finance'")).hasSize(1);
  }

  @Test
  void a_creation_in_doubt_holds_back_only_what_may_have_come_of_it() {
    Effects effects = bridge.engine().state().effects();
    ObjectNode sent =
        JsonNodeFactory.instance
            .objectNode()
            .put("displayName", "Doubted GmbH")
            .put("city", "Rendsburg");
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    Effect doubt =
        effects.intend(
            new EffectKey(FLOW, account("001000000000000AAA"), "create"),
            new Intent("business-central", "customers", true, "", sent, none));
    effects.inDoubt(doubt, "its answer was lost");
    try {
      JsonNode doubted = erp.create("customers", "{'displayName': 'Doubted GmbH'}");
      JsonNode other =
          erp.create("customers", "{'displayName': 'Nothing To Do With It', 'city': 'Rendsburg'}");

      accounts.accountOf(other.path("number").asText());

      soon(() -> assertThat(bridge.open(doubted.path("id").asText())).hasSize(1));
      assertThat(crm.query("SELECT Id FROM Account WHERE Name = 'Doubted GmbH'")).isEmpty();
    } finally {
      effects.abandoned(doubt, "the test is over");
    }
  }

  @Test
  void a_creation_that_a_kill_broke_off_is_settled_by_whoever_comes_back_to_it() {
    mode(FlowMode.PAUSED);
    JsonNode customer = erp.create("customers", "{'displayName': 'Broken', 'city': 'Plön'}");
    EffectKey key = breakOffCreation(customer);
    String account =
        crm.create(
            "Account",
            "{'Name': 'Broken', 'BillingCity': 'Plön', 'ERP_Customer_Id__c': '%s'}"
                .formatted(customer.path("number").asText()));
    crm.update("Account", account, "{'BillingCity': 'Preetz'}");

    mode(FlowMode.LIVE);

    soon(() -> assertThat(links().find(FLOW, account(account))).isPresent());
    soon(() -> assertThat(bridge.engine().state().effects().open(key)).isEmpty());
    soon(
        () ->
            assertThat(erp.get("customers", customer.path("id").asText()).path("city").asText())
                .isEqualTo("Preetz"));
    soon(() -> assertThat(bridge.open(account)).isEmpty());
  }

  /** What a process leaves behind that dies after it has sent the creation of the account. */
  private EffectKey breakOffCreation(JsonNode customer) {
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    sent.set("ERP_Customer_Id__c", customer.path("number"));
    sent.put("Name", "Broken").put("BillingCity", "Plön");
    CanonicalRecord source =
        new CanonicalRecord(
            Map.of("name", TextNode.valueOf("Broken"), "city", TextNode.valueOf("Plön")),
            List.of());
    ObjectNode context =
        JsonNodeFactory.instance.objectNode().set(Snapshot.NAME, Snapshot.of(source));
    RecordRef ref = new RecordRef("business-central", "customers", customer.path("id").asText());
    EffectKey key = new EffectKey(FLOW, ref, "create");
    Effects effects = bridge.engine().state().effects();
    effects.sent(effects.intend(key, new Intent("salesforce", "Account", true, "", sent, context)));
    return key;
  }

  @Test
  void a_twin_by_tax_number_is_linked_and_not_created() {
    long before = erp.find("customers", "taxRegistrationNumber eq 'DE555000111'").size();
    JsonNode customer =
        erp.create(
            "customers", "{'displayName': 'Twin GmbH', 'taxRegistrationNumber': 'DE555000111'}");
    String number = customer.path("number").asText();
    String made = accounts.accountOf(number).path("Id").asText();
    accounts.awaitStatus(made, "Accepted by ERP", "");
    soon(() -> assertThat(bridge.open(customer.path("id").asText())).isEmpty());
    links().unlink(links().find(FLOW, account(made)).orElseThrow().id());
    crm.update("Account", made, "{'ERP_Customer_Id__c': null}");

    crm.update("Account", made, "{'Tax_Registration_Number__c': 'DE555000111'}");

    soon(() -> assertThat(links().find(FLOW, account(made))).isPresent());
    accounts.accountOf(number);
    assertThat(erp.find("customers", "taxRegistrationNumber eq 'DE555000111'"))
        .hasSize((int) before + 1);
  }

  @Test
  void a_number_that_the_erp_does_not_know_is_refused_with_a_reason() {
    String account = accounts.create("Invented Number", ", 'ERP_Customer_Id__c': 'K-NOWHERE'");

    accounts.awaitStatus(account, "Rejected by ERP", "K-NOWHERE");
    assertThat(accounts.customersNamed("Invented Number")).isZero();
    assertThat(bridge.open(account)).hasSize(1);
  }

  @Test
  void a_newer_change_repairs_a_parked_one_without_an_operator() {
    String account =
        accounts.create("Repaired", ", 'Phone': '+49 421 555 0100 extension 4711-4712'");
    accounts.awaitStatus(account, "Rejected by ERP", "phone");

    crm.update("Account", account, "{'Phone': '+49 421 5550100'}");

    assertThat(accounts.customerOf(account).path("phoneNumber").asText())
        .isEqualTo("+49 421 5550100");
    accounts.awaitStatus(account, "Accepted by ERP", "");
    soon(() -> assertThat(bridge.open(account)).isEmpty());
  }

  @Test
  void a_restored_database_without_the_link_adopts_the_customer_by_its_number() {
    String account = accounts.linked("Restored");
    String customer = accounts.customerOf(account).path("id").asText();
    links().unlink(links().find(FLOW, account(account)).orElseThrow().id());

    crm.update("Account", account, "{'Phone': '+49 421 77'}");

    soon(
        () ->
            assertThat(erp.get("customers", customer).path("phoneNumber").asText())
                .isEqualTo("+49 421 77"));
    soon(() -> assertThat(links().find(FLOW, account(account))).isPresent());
    assertThat(accounts.customersNamed("Restored")).isEqualTo(1);
  }

  @Test
  void a_deleted_account_is_for_a_person_and_its_customer_stays() {
    String account = accounts.linked("Deleted Account");
    String customer = accounts.customerOf(account).path("id").asText();

    crm.delete("Account", account);

    soon(
        () ->
            assertThat(bridge.held())
                .anyMatch(
                    message ->
                        message.record().id().equals(account)
                            && message.reason().orElseThrow().code().equals("deleted")));
    assertThat(erp.get("customers", customer).path("displayName").asText())
        .isEqualTo("Deleted Account");
  }

  @Test
  void a_customer_that_finance_deleted_is_named_on_the_account_and_never_made_again() {
    String account = accounts.linked("Deleted Customer");
    String customer = accounts.customerOf(account).path("id").asText();

    erp.delete("customers", customer);
    crm.update("Account", account, "{'Phone': '+49 421 88'}");

    accounts.awaitStatus(account, "Rejected by ERP", "deleted");
    assertThat(accounts.customersNamed("Deleted Customer")).isZero();
    assertThat(links().find(FLOW, account(account))).isEmpty();
  }

  @Test
  void a_shared_field_changed_on_both_sides_is_decided_by_the_contract() {
    String account = accounts.linked("Shared Field");
    String customer = accounts.customerOf(account).path("id").asText();
    mode(FlowMode.PAUSED);

    crm.update("Account", account, "{'BillingCity': 'Hamburg'}");
    erp.update("customers", customer, "{'city': 'Rostock'}");
    mode(FlowMode.LIVE);

    soon(
        () ->
            assertThat(crm.get("Account", account).path("BillingCity").asText())
                .isEqualTo("Rostock"));
    assertThat(erp.get("customers", customer).path("city").asText()).isEqualTo("Rostock");
  }

  @Test
  void the_same_company_entered_on_both_sides_at_once_becomes_one_pair() {
    mode(FlowMode.PAUSED);
    String account = accounts.create("Both Sides", ", 'Tax_Registration_Number__c': 'DE555000222'");
    JsonNode customer =
        erp.create(
            "customers", "{'displayName': 'Both Sides', 'taxRegistrationNumber': 'DE555000222'}");
    soon(() -> assertThat(bridge.open(account)).hasSize(1));
    soon(() -> assertThat(bridge.open(customer.path("id").asText())).hasSize(1));
    mode(FlowMode.LIVE);

    accounts.customerOf(account);
    accounts.accountOf(customer.path("number").asText());
    soon(() -> assertThat(bridge.open(account)).isEmpty());
    soon(() -> assertThat(bridge.open(customer.path("id").asText())).isEmpty());
    assertThat(accounts.customersNamed("Both Sides")).isEqualTo(1);
    assertThat(crm.query("SELECT Id FROM Account WHERE Name = 'Both Sides'")).hasSize(1);
  }

  private void mode(FlowMode mode) {
    bridge.engine().state().modes().set(FLOW, mode, "test");
  }

  private Links links() {
    return bridge.engine().state().links();
  }

  private static RecordRef account(String id) {
    return new RecordRef("salesforce", "Account", id);
  }
}
