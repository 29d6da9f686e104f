package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Mappings;
import io.fieldbridge.link.FlowMode;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Both sides edit one field during a pause, and the later edit stays (G1, G16, Z12). */
class NewestEditTest extends BridgeTestCase {

  private static final String FLOW = "account-customer";

  @Override
  void change(Mappings shipped) {
    shipped.replace(
        FLOW,
        "city: { type: string(40), owner: both, on-conflict: erp,",
        "city: { type: string(40), owner: both, on-conflict: newest, on-tie: crm,");
  }

  @Test
  void the_salesperson_edits_last_and_wins() {
    Pair pair = paused("Sales Last");
    inErp(pair, "{'city': 'Rostock'}");
    aWhile();
    inCrm(pair, "{'BillingCity': 'Hamburg'}");

    goOn(pair);

    inStep(pair, "Hamburg");
  }

  @Test
  void finance_edits_last_and_wins() {
    Pair pair = paused("Finance Last");
    inCrm(pair, "{'BillingCity': 'Hamburg'}");
    aWhile();
    inErp(pair, "{'city': 'Rostock'}");

    goOn(pair);

    inStep(pair, "Rostock");
  }

  @Test
  void a_later_edit_of_another_field_does_not_make_an_edit_newer() {
    Pair pair = paused("Other Field Later");
    inCrm(pair, "{'BillingCity': 'Hamburg'}");
    aWhile();
    inErp(pair, "{'city': 'Rostock'}");
    aWhile();
    inCrm(pair, "{'Phone': '+49 40 123'}");

    goOn(pair);

    inStep(pair, "Rostock");
    soon(
        () ->
            assertThat(erp.get("customers", pair.customer()).path("phoneNumber").asText())
                .isEqualTo("+49 40 123"));
  }

  private record Pair(String account, String customer) {}

  private void inCrm(Pair pair, String edit) {
    crm.update("Account", pair.account(), edit);
  }

  private void inErp(Pair pair, String edit) {
    erp.update("customers", pair.customer(), edit);
  }

  /** Longer than what counts as a tie. */
  private static void aWhile() {
    long until = System.nanoTime() + Duration.ofMillis(1500).toNanos();
    Awaitility.await().until(() -> System.nanoTime() > until);
  }

  private Pair paused(String name) {
    mode(FlowMode.LIVE);
    String account = accounts.linked(name);
    soon(() -> assertThat(bridge.open(account)).isEmpty());
    soon(() -> assertThat(bridge.openReports(account)).isEmpty());
    mode(FlowMode.PAUSED);
    return new Pair(account, accounts.customerOf(account).path("id").asText());
  }

  private void goOn(Pair pair) {
    soon(() -> assertThat(bridge.open(pair.account())).hasSize(1));
    soon(() -> assertThat(bridge.open(pair.customer())).hasSize(1));
    mode(FlowMode.LIVE);
  }

  private void inStep(Pair pair, String city) {
    soon(
        () -> {
          assertThat(crm.get("Account", pair.account()).path("BillingCity").asText())
              .isEqualTo(city);
          assertThat(erp.get("customers", pair.customer()).path("city").asText()).isEqualTo(city);
          assertThat(bridge.open(pair.account())).isEmpty();
          assertThat(bridge.open(pair.customer())).isEmpty();
        });
  }

  private void mode(FlowMode mode) {
    bridge.engine().state().modes().set(FLOW, mode, "test");
  }
}
