package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Erp;
import io.fieldbridge.Mappings;
import io.fieldbridge.link.FlowMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Both sides edit one field during a pause, and the later edit stays (G1, G16, Z12). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewestEditTest {

  private static final String FLOW = "account-customer";

  private Bridge bridge;
  private Crm crm;
  private Erp erp;
  private Accounts accounts;

  @BeforeAll
  void start(@TempDir Path home) {
    Mappings.copiedTo(home)
        .replace(
            FLOW,
            "city: { type: string(40), owner: both, on-conflict: erp,",
            "city: { type: string(40), owner: both, on-conflict: newest, on-tie: crm,");
    bridge = Bridge.live(home, Map.of());
    crm = bridge.crm();
    erp = bridge.erp();
    accounts = bridge.accounts();
  }

  @AfterAll
  void stop() {
    bridge.close();
  }

  @Test
  void the_salesperson_edits_last_and_wins() {
    String account = paused("Sales Last");
    String customer = accounts.customerOf(account).path("id").asText();
    erp.update("customers", customer, "{'city': 'Rostock'}");
    aWhile();
    crm.update("Account", account, "{'BillingCity': 'Hamburg'}");

    goOn(account, customer);

    inStep(account, customer, "Hamburg");
  }

  @Test
  void finance_edits_last_and_wins() {
    String account = paused("Finance Last");
    String customer = accounts.customerOf(account).path("id").asText();
    crm.update("Account", account, "{'BillingCity': 'Hamburg'}");
    aWhile();
    erp.update("customers", customer, "{'city': 'Rostock'}");

    goOn(account, customer);

    inStep(account, customer, "Rostock");
  }

  @Test
  void a_later_edit_of_another_field_does_not_make_an_edit_newer() {
    String account = paused("Other Field Later");
    String customer = accounts.customerOf(account).path("id").asText();
    crm.update("Account", account, "{'BillingCity': 'Hamburg'}");
    aWhile();
    erp.update("customers", customer, "{'city': 'Rostock'}");
    aWhile();
    crm.update("Account", account, "{'Phone': '+49 40 123'}");

    goOn(account, customer);

    inStep(account, customer, "Rostock");
    soon(
        () ->
            assertThat(erp.get("customers", customer).path("phoneNumber").asText())
                .isEqualTo("+49 40 123"));
  }

  /** Longer than what counts as a tie. */
  private static void aWhile() {
    long until = System.nanoTime() + Duration.ofMillis(1500).toNanos();
    Awaitility.await().until(() -> System.nanoTime() > until);
  }

  private String paused(String name) {
    mode(FlowMode.LIVE);
    String account = accounts.linked(name);
    soon(() -> assertThat(bridge.open(account)).isEmpty());
    soon(() -> assertThat(bridge.openReports(account)).isEmpty());
    mode(FlowMode.PAUSED);
    return account;
  }

  private void goOn(String account, String customer) {
    soon(() -> assertThat(bridge.open(account)).hasSize(1));
    soon(() -> assertThat(bridge.open(customer)).hasSize(1));
    mode(FlowMode.LIVE);
  }

  private void inStep(String account, String customer, String city) {
    soon(
        () -> {
          assertThat(crm.get("Account", account).path("BillingCity").asText()).isEqualTo(city);
          assertThat(erp.get("customers", customer).path("city").asText()).isEqualTo(city);
          assertThat(bridge.open(account)).isEmpty();
          assertThat(bridge.open(customer)).isEmpty();
        });
  }

  private void mode(FlowMode mode) {
    bridge.engine().state().modes().set(FLOW, mode, "test");
  }
}
