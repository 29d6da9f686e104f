package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.SandboxSwitches;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.model.RecordRef;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dying daemon made is deleted before the next one looks for it (G20, G23, G34). */
class DeletedCreationTest {

  private static final String FLOW = "account-customer";

  /** So long that nothing is sent again while the test runs. */
  private static final Map<String, String> PATIENT =
      Map.of("FIELDBRIDGE_SALESFORCE_LONGEST_REQUEST", "11m");

  private static final String ACCOUNTS = "SELECT Id FROM Account WHERE Name = 'Made And Deleted'";

  @Test
  void an_account_that_a_person_deleted_before_it_was_looked_for_is_told_and_not_made_again(
      @TempDir Path home) {
    try (Bridge bridge = Bridge.live(home, PATIENT)) {
      SandboxSwitches salesforce = bridge.salesforceSandbox();
      Crm crm = bridge.crm();
      salesforce.fault(
          "{'fault': 'commit-later', 'object': 'Account', 'operation': 'create',"
              + " 'milliseconds': 5000}");
      JsonNode customer = bridge.erp().create("customers", "{'displayName': 'Made And Deleted'}");
      soon(() -> assertThat(salesforce.faultsShown()).isTrue());
      bridge.stopDaemon();
      soon(() -> assertThat(crm.query(ACCOUNTS)).hasSize(1));
      String account = crm.query(ACCOUNTS).get(0).path("Id").asText();
      crm.delete("Account", account);
      salesforce.forgetRequests();

      bridge.startDaemon();

      soon(
          () ->
              assertThat(bridge.held())
                  .singleElement()
                  .satisfies(held -> assertThatDeletionIsTold(held, account)));
      soon(() -> assertThat(bridge.open(customer.path("id").asText())).isEmpty());
      RecordRef ref = new RecordRef("salesforce", "Account", account);
      assertThat(bridge.engine().state().links().find(FLOW, ref).orElseThrow().erp().ref().id())
          .isEqualTo(customer.path("id").asText());
      assertThat(crm.query(ACCOUNTS)).isEmpty();
      assertThat(salesforce.requests("POST", "/sobjects/Account")).isZero();
      assertThat(bridge.engine().state().effects().openCreates(FLOW, "salesforce", "Account"))
          .isZero();
    }
  }

  private static void assertThatDeletionIsTold(Message held, String account) {
    assertThat(held.record().id()).isEqualTo(account);
    assertThat(held.reason().orElseThrow().code()).isEqualTo("deleted");
  }
}
