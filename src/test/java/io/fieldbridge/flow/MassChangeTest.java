package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Bridge;
import io.fieldbridge.Crm;
import io.fieldbridge.Erp;
import io.fieldbridge.Mappings;
import io.fieldbridge.breaker.Stop;
import io.fieldbridge.breaker.Touch;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.model.RecordRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person changes or deletes many accounts at once: the flow stops, asks and loses nothing. */
class MassChangeTest {

  private static final String FLOW = "account-customer";
  private static final int ACCOUNTS = 24;
  private static final int CHANGES_MAX = 7;
  private static final int REMOVALS_MAX = 3;
  private static final Map<String, String> LIMITS =
      Map.of(
          "FIELDBRIDGE_MASS_CHANGE_CHANGES_PERCENT", "20",
          "FIELDBRIDGE_MASS_CHANGE_CHANGES_LEAST", Integer.toString(CHANGES_MAX + 1),
          "FIELDBRIDGE_FLOW_ACCOUNT_CUSTOMER_MASS_CHANGE_REMOVALS_LEAST",
              Integer.toString(REMOVALS_MAX + 1));

  @TempDir Path home;

  private Bridge bridge;
  private Crm crm;
  private Erp erp;
  private final List<String> accounts = new ArrayList<>();

  @BeforeEach
  void start() {
    Mappings.copiedTo(home)
        .replace(
            FLOW,
            "on-delete: { salesforce: ask,",
            "on-delete: { salesforce: { inactivate: { blocked: All } },")
        .replace(
            FLOW,
            "creditLimit: { type: money(2),",
            "creditLimit: { type: money(2), routine: true,");
    bridge = Bridge.live(home, LIMITS);
    crm = bridge.crm();
    erp = bridge.erp();
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(bridge.accounts().create("Mass Works " + i));
    }
    soon(() -> assertThat(bridge.engine().state().links().count(FLOW)).isEqualTo(ACCOUNTS));
    soon(() -> assertThat(accounts).allMatch(this::agreedInPhone));
    soon(() -> assertThat(bridge.openMessages()).isZero());
    assertThat(stop()).as("creations do not count").isNull();
  }

  /** What a creation leaves open is agreed in when the customer comes back. */
  private boolean agreedInPhone(String account) {
    RecordRef record = new RecordRef("salesforce", "Account", account);
    return bridge
        .engine()
        .state()
        .links()
        .find(FLOW, record)
        .filter(link -> link.erp().base().has("phone"))
        .isPresent();
  }

  @AfterEach
  void end() {
    bridge.close();
  }

  @Test
  void a_mass_update_stops_the_flow_before_its_share_is_passed_and_goes_on_when_released() {
    accounts.forEach(account -> crm.update("Account", account, "{'Phone': '+49 421 99'}"));

    soon(() -> assertThat(stop()).isNotNull());
    soon(() -> assertThat(bridge.openMessages()).isGreaterThanOrEqualTo(ACCOUNTS - CHANGES_MAX));
    assertThat(phones()).isLessThanOrEqualTo(CHANGES_MAX);
    assertThat(stop().words())
        .isEqualTo(
            "account-customer stopped: 8 of its 24 records were about to be changed at once.");
    assertThat(bridge.daemonSays("/observe/health"))
        .contains("mass-change-account-customer", stop().words());
    assertThat(bridge.daemonSays("/observe/metrics"))
        .contains("fieldbridge_flow_stopped{flow=\"account-customer\"} 1.0");
    soon(() -> assertThat(examples()).hasSize(CHANGES_MAX + 1));
    assertThat(examples()).containsOnly("writes phoneNumber");

    bridge.stopDaemon();
    crm.update("Account", accounts.get(0), "{'Phone': '+49 421 99', 'BillingCity': 'Kiel'}");
    bridge.startDaemon();
    assertThat(stop()).isNotNull();
    assertThat(phones()).isLessThanOrEqualTo(CHANGES_MAX);

    release();
    soon(() -> assertThat(phones()).isEqualTo(ACCOUNTS));
    soon(() -> assertThat(bridge.openMessages()).isZero());
    assertThat(erp.find("customers", "city eq 'Kiel'")).hasSize(1);
    assertThat(bridge.held()).isEmpty();
    assertThat(stop()).isNull();
  }

  @Test
  void a_mistake_that_is_put_right_in_the_source_is_never_written() {
    accounts.forEach(account -> crm.update("Account", account, "{'Name': 'Oops'}"));
    soon(() -> assertThat(stop()).isNotNull());

    for (int i = 0; i < ACCOUNTS; i++) {
      crm.update("Account", accounts.get(i), "{'Name': 'Mass Works %d'}".formatted(i));
    }
    soon(() -> assertThat(received()).isGreaterThanOrEqualTo(3 * ACCOUNTS));
    release();

    soon(() -> assertThat(bridge.openMessages()).isZero());
    assertThat(erp.find("customers", "displayName eq 'Oops'")).isEmpty();
    assertThat(erp.find("customers", "startswith(displayName,'Mass Works')")).hasSize(ACCOUNTS);
    assertThat(stop()).isNull();
  }

  @Test
  void a_mass_delete_stops_the_flow_by_its_stricter_limit() {
    accounts.forEach(account -> crm.delete("Account", account));

    soon(() -> assertThat(stop()).isNotNull());
    soon(() -> assertThat(bridge.openMessages()).isGreaterThanOrEqualTo(ACCOUNTS - REMOVALS_MAX));
    assertThat(stop().words()).contains("4 of its 24 records were about to be deleted, blocked");
    assertThat(blocked()).isLessThanOrEqualTo(REMOVALS_MAX);

    release();
    soon(() -> assertThat(blocked()).isEqualTo(ACCOUNTS));
    soon(() -> assertThat(bridge.openMessages()).isZero());
  }

  @Test
  void many_edits_of_few_records_and_an_announced_mass_change_stop_nothing() {
    for (int i = 0; i < 3 * ACCOUNTS; i++) {
      String account = accounts.get(i % CHANGES_MAX);
      crm.update("Account", account, "{'Phone': '+49 421 %d'}".formatted(i));
    }
    soon(() -> assertThat(bridge.openMessages()).isZero());
    assertThat(stop()).isNull();

    bridge.engine().state().breaker().release(FLOW, Duration.ofMinutes(10), "test");
    accounts.forEach(account -> crm.update("Account", account, "{'Phone': '+49 421 99'}"));
    soon(() -> assertThat(phones()).isEqualTo(ACCOUNTS));
    assertThat(stop()).isNull();
  }

  @Test
  void a_field_that_changes_in_masses_by_routine_stops_nothing() {
    erp.find("customers", "startswith(displayName,'Mass Works')")
        .forEach(
            customer ->
                erp.update("customers", customer.path("id").asText(), "{'creditLimit': 4711}"));

    soon(
        () ->
            assertThat(crm.query("SELECT Id FROM Account WHERE ERP_Credit_Limit__c = 4711"))
                .hasSize(ACCOUNTS));
    assertThat(stop()).isNull();
  }

  private Stop stop() {
    return bridge.engine().state().breaker().stop(FLOW).orElse(null);
  }

  private List<String> examples() {
    return bridge.engine().state().breaker().examples(stop(), 10).stream()
        .map(Touch::told)
        .toList();
  }

  private void release() {
    bridge.engine().state().breaker().release(FLOW, Duration.ZERO, "test");
  }

  private int phones() {
    return erp.find("customers", "phoneNumber eq '+49 421 99'").size();
  }

  private int blocked() {
    return erp.find("customers", "blocked eq 'All'").size();
  }

  private long received() {
    return bridge.engine().state().inbox().list(MessageFilter.any().inFlow(FLOW), 0, 1000).stream()
        .filter(message -> message.direction().equals("to-erp"))
        .count();
  }
}
