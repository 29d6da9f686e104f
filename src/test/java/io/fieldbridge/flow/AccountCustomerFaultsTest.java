package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.inbox.State;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Accounts and customers while either system misbehaves (P15, P16, Z15, G20, G23, G30). */
class AccountCustomerFaultsTest extends BridgeTestCase {

  private SandboxSwitches salesforce;
  private SandboxSwitches businessCentral;

  @BeforeAll
  void prepare() {
    salesforce = bridge.salesforceSandbox();
    businessCentral = bridge.businessCentralSandbox();
  }

  @AfterEach
  void calm() {
    salesforce.clearFaults();
    businessCentral.clearFaults();
  }

  @Test
  void a_lost_answer_to_the_creation_leaves_one_customer() {
    becomesOneCustomer("Lost Answer", "'fault': 'lost-reply'");
  }

  @Test
  void a_creation_that_commits_after_its_connection_died_leaves_one_customer() {
    becomesOneCustomer("Late Commit", "'fault': 'commit-later', 'milliseconds': 1200");
  }

  @Test
  void throttling_is_waited_for() {
    becomesOneCustomer("Throttled", "'fault': 'throttled', 'retryAfterSeconds': 1");
  }

  @Test
  void a_lost_answer_to_the_creation_of_an_account_leaves_one_account() {
    salesforce.fault("lost-reply", "Account", "create");
    JsonNode customer = erp.create("customers", "{'displayName': 'Lost Account Answer'}");

    accounts.accountOf(customer.path("number").asText());
    assertThat(crm.query("SELECT Id FROM Account WHERE Name = 'Lost Account Answer'")).hasSize(1);
    assertThat(accounts.customersNamed("Lost Account Answer")).isEqualTo(1);
    assertThat(salesforce.faultsShown()).isTrue();
  }

  @Test
  void an_erp_that_is_away_parks_nothing_and_goes_on_by_itself() {
    businessCentral.fault("{'fault': 'unavailable', 'object': 'customers', 'times': 6}");
    String account = accounts.create("While Away");

    accounts.customerOf(account);
    assertThat(bridge.held()).noneMatch(message -> message.record().id().equals(account));
    assertThat(businessCentral.faultsShown()).isTrue();
  }

  @Test
  void a_crm_that_is_away_parks_nothing_and_goes_on_by_itself() {
    String account = accounts.linked("Org Away");
    String customer = customerOf(account);

    changeCredit(account, customer, 4321, "'fault': 'unavailable', 'times': 4");

    assertThat(bridge.held()).noneMatch(message -> message.record().id().equals(customer));
  }

  @Test
  void a_row_lock_in_the_crm_is_tried_again() {
    String account = accounts.linked("Row Lock");
    String customer = customerOf(account);

    changeCredit(account, customer, 1234, "'fault': 'row-lock', 'times': 3");

    soon(() -> assertThat(bridge.open(customer)).isEmpty());
  }

  @Test
  void a_stale_version_in_the_erp_is_read_again() {
    String account = accounts.linked("Stale");
    String customer = customerOf(account);
    businessCentral.fault(
        "{'fault': 'entity-changed', 'object': 'customers', 'operation': 'update', 'times': 2}");

    crm.update("Account", account, "{'Phone': '+49 421 1'}");

    soon(
        () ->
            assertThat(erp.get("customers", customer).path("phoneNumber").asText())
                .isEqualTo("+49 421 1"));
    soon(() -> assertThat(bridge.open(account)).isEmpty());
  }

  @Test
  void a_report_that_the_crm_refuses_is_parked_and_holds_nothing_back() {
    String account = accounts.linked("Refused Report");
    String customer = customerOf(account);
    soon(() -> assertThat(bridge.open(customer)).isEmpty());
    soon(() -> assertThat(bridge.openReports(account)).isEmpty());
    soon(() -> assertThat(lastReported(account)).isBefore(Instant.now().minusSeconds(1)));
    salesforce.fault(
        "{'fault': 'validation-rule', 'object': 'Account', 'operation': 'update', 'skip': 1}");

    crm.update("Account", account, "{'Phone': '+49 421 2'}");

    soon(
        () ->
            assertThat(bridge.held())
                .anyMatch(
                    message ->
                        message.flow().equals("report")
                            && message.record().id().equals(account)
                            && message.state() == State.PARKED
                            && message.reason().orElseThrow().code().contains("VALIDATION")));
    crm.update("Account", account, "{'Phone': '+49 421 3'}");
    soon(
        () ->
            assertThat(accounts.customerOf(account).path("phoneNumber").asText())
                .isEqualTo("+49 421 3"));
    soon(() -> assertThat(bridge.openReports(account)).isEmpty());
  }

  /** An account whose creation in the ERP meets a fault. */
  private void becomesOneCustomer(String name, String fault) {
    businessCentral.fault("{'object': 'customers', 'operation': 'create', %s}".formatted(fault));
    String account = accounts.create(name);

    accounts.customerOf(account);
    assertThat(accounts.customersNamed(name)).isEqualTo(1);
    assertThat(businessCentral.faultsShown()).isTrue();
  }

  private String customerOf(String account) {
    return accounts.customerOf(account).path("id").asText();
  }

  /** Finance changes the credit limit while the CRM does not take it; it arrives all the same. */
  private void changeCredit(String account, String customer, int limit, String fault) {
    salesforce.fault("{'object': 'Account', 'operation': 'update', %s}".formatted(fault));
    erp.update("customers", customer, "{'creditLimit': %s}".formatted(limit));
    soon(
        () ->
            assertThat(crm.get("Account", account).path("ERP_Credit_Limit__c").asInt())
                .isEqualTo(limit));
  }

  /** A report of the same second would say nothing new, and is not written again. */
  private Instant lastReported(String account) {
    String told = crm.get("Account", account).path("ERP_Last_Sync_At__c").asText();
    return Instant.parse(told.replace("+0000", "Z"));
  }
}
