package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Mappings;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.RecordRef;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a record names is not there: waited for or refused, as the contract says (G26, Z17). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnMissingTest {

  private static final String STATE = "account-customer";
  private static final String DOCUMENTS = "work-order-invoice";
  private static final String CUSTOMER = "type: reference(account-customer), required: true,";

  private Bridge bridge;
  private Crm crm;
  private Accounts accounts;
  private Mappings mappings;

  @BeforeAll
  void start(@TempDir Path home) {
    mappings =
        Mappings.copiedTo(home)
            .replace(DOCUMENTS, CUSTOMER, CUSTOMER + " on-missing: wait,")
            .replace(
                STATE,
                "  phone: {",
                "  method: { type: code(10), too-long: reject, owner: crm, salesforce: Fax,"
                    + " business-central: { field: paymentMethodId, lookup: { set: paymentMethods,"
                    + " by: code, on-missing: wait } } }\n  phone: {");
    bridge = Bridge.live(home, Map.of());
    crm = bridge.crm();
    accounts = bridge.accounts();
  }

  @AfterAll
  void stop() {
    bridge.close();
  }

  @Test
  void a_reference_is_waited_for_without_pulling_or_refused_at_once() {
    String account = unlinkedSeed();
    String workOrder = bridge.fieldWork().completed(account, "EUR");

    soon(() -> assertThat(waiting(workOrder)).contains("is not linked by " + STATE));
    assertThat(bridge.engine().state().inbox().list(of(account), 0, 10)).isEmpty();
    assertThat(crm.get("WorkOrder", workOrder).path("ERP_Order_Number__c").isNull()).isTrue();

    crm.update("Account", account, "{'Phone': '+49 421 5'}");
    soon(() -> assertThat(ordered(workOrder).path("ERP_Order_Number__c").isTextual()).isTrue());

    mappings.replace(DOCUMENTS, "on-missing: wait", "on-missing: reject");
    mappings.replace(DOCUMENTS, "version: 1", "version: 2");
    soon(
        () ->
            assertThat(bridge.engine().contracts().find(DOCUMENTS).orElseThrow().version())
                .isEqualTo(2));
    String refused = bridge.fieldWork().completed(unlinkedSeed(), "EUR");
    soon(
        () -> {
          JsonNode record = crm.get("WorkOrder", refused);
          assertThat(record.path("ERP_Sync_Status__c").asText()).isEqualTo("Rejected by ERP");
          assertThat(record.path("ERP_Sync_Reason__c").asText())
              .contains("customer: The Account", "is not linked by " + STATE);
        });
    assertThat(bridge.open(refused)).allMatch(message -> message.state() == State.PARKED);
  }

  @Test
  void a_row_of_a_set_that_finance_still_has_to_enter_is_waited_for() {
    String account = accounts.create("Pays By Parrot", ", 'Fax': 'PARROT'");
    soon(
        () ->
            assertThat(waiting(account)).contains("has no paymentMethods whose code is 'PARROT'"));

    JsonNode method =
        bridge.erp().create("paymentMethods", "{'code': 'PARROT', 'displayName': 'By parrot'}");

    assertThat(accounts.customerOf(account).path("paymentMethodId")).isEqualTo(method.path("id"));
  }

  /** An account of the demo data that nobody has carried over yet. */
  private String unlinkedSeed() {
    for (JsonNode account :
        crm.query("SELECT Id FROM Account WHERE ERP_Customer_Id__c = null ORDER BY Name")) {
      String id = account.path("Id").asText();
      if (bridge.engine().state().inbox().list(of(id), 0, 1).isEmpty()) {
        return id;
      }
    }
    throw new AssertionError("every account of the demo data is linked");
  }

  private String waiting(String record) {
    return bridge.open(record).stream()
        .filter(message -> message.state() == State.WAITING)
        .map(Message::reason)
        .map(reason -> reason.orElseThrow().text())
        .findFirst()
        .orElse("");
  }

  private JsonNode ordered(String workOrder) {
    return crm.get("WorkOrder", workOrder);
  }

  private static MessageFilter of(String account) {
    return MessageFilter.of(new RecordRef("salesforce", "Account", account));
  }
}
