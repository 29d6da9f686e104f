package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Erp;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.inbox.State;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and customers while either system misbehaves (P15, P16, Z15, G20, G23, G30). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountCustomerFaultsTest {

  private Bridge bridge;
  private Crm crm;
  private Erp erp;
  private Accounts accounts;
  private SandboxSwitches salesforce;
  private SandboxSwitches businessCentral;

  @BeforeAll
  void start(@TempDir Path home) {
    bridge = Bridge.live(home, Map.of());
    crm = bridge.crm();
    erp = bridge.erp();
    accounts = bridge.accounts();
    salesforce = bridge.salesforceSandbox();
    businessCentral = bridge.businessCentralSandbox();
  }

  @AfterEach
  void calm() {
    salesforce.clearFaults();
    businessCentral.clearFaults();
  }

  @AfterAll
  void stop() {
    bridge.close();
  }

  @Test
  void a_lost_answer_to_the_creation_leaves_one_customer() {
    businessCentral.fault("lost-reply", "customers", "create");
    String account = accounts.create("Lost Answer");

    accounts.customerOf(account);
    assertThat(accounts.customersNamed("Lost Answer")).isEqualTo(1);
    assertThat(businessCentral.faultsShown()).isTrue();
  }

  @Test
  void a_creation_that_commits_after_its_connection_died_leaves_one_customer() {
    businessCentral.fault(
        "{'fault': 'commit-later', 'object': 'customers', 'operation': 'create',"
            + " 'milliseconds': 1200}");
    String account = accounts.create("Late Commit");

    accounts.customerOf(account);
    assertThat(accounts.customersNamed("Late Commit")).isEqualTo(1);
    assertThat(businessCentral.faultsShown()).isTrue();
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
    String customer = accounts.customerOf(account).path("id").asText();
    salesforce.fault(
        "{'fault': 'unavailable', 'object': 'Account', 'operation': 'update', 'times': 4}");

    erp.update("customers", customer, "{'creditLimit': 4321}");

    soon(() -> assertThat(creditLimit(account)).isEqualTo(4321));
    assertThat(bridge.held()).noneMatch(message -> message.record().id().equals(customer));
  }

  @Test
  void throttling_is_waited_for() {
    businessCentral.fault(
        "{'fault': 'throttled', 'object': 'customers', 'operation': 'create',"
            + " 'retryAfterSeconds': 1}");
    String account = accounts.create("Throttled");

    accounts.customerOf(account);
    assertThat(accounts.customersNamed("Throttled")).isEqualTo(1);
  }

  @Test
  void a_row_lock_in_the_crm_is_tried_again() {
    String account = accounts.linked("Row Lock");
    String customer = accounts.customerOf(account).path("id").asText();
    salesforce.fault(
        "{'fault': 'row-lock', 'object': 'Account', 'operation': 'update', 'times': 3}");

    erp.update("customers", customer, "{'creditLimit': 1234}");

    soon(() -> assertThat(creditLimit(account)).isEqualTo(1234));
    soon(() -> assertThat(bridge.open(customer)).isEmpty());
  }

  @Test
  void a_stale_version_in_the_erp_is_read_again() {
    String account = accounts.linked("Stale");
    String customer = accounts.customerOf(account).path("id").asText();
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
    String customer = accounts.customerOf(account).path("id").asText();
    soon(() -> assertThat(bridge.open(customer)).isEmpty());
    soon(() -> assertThat(bridge.openReports(account)).isEmpty());
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

  private int creditLimit(String account) {
    return crm.get("Account", account).path("ERP_Credit_Limit__c").asInt();
  }
}
