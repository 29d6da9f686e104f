package io.fieldbridge;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.connector.Connector;
import io.fieldbridge.inbox.DeliveryStatus;
import io.fieldbridge.inbox.DeliveryStatus.Away;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was away for long, or told the wrong time, and has lost nothing (G20, G21, Z15). */
class OutageTest {

  private static final long PAST_RETENTION = Duration.ofHours(74).toMillis();
  private static final long SOME_MINUTES = Duration.ofMinutes(7).toMillis();

  private static final int MANY = 40;

  /** A refused login is not tried again for half a minute. */
  private static final Duration LONGER_THAN_HELD = Duration.ofSeconds(90);

  @TempDir private Path home;
  private Bridge bridge;
  private Crm crm;
  private Erp erp;
  private Accounts accounts;

  @BeforeEach
  void start() {
    bridge = Bridge.live(home, Map.of());
    crm = bridge.crm();
    erp = bridge.erp();
    accounts = bridge.accounts();
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void a_daemon_that_was_down_longer_than_events_are_kept_finds_the_gap_and_reads_it() {
    String edited = accounts.linked("Edited In The Gap");
    String deleted = accounts.linked("Deleted In The Gap");
    String reverted = accounts.linked("Untouched");
    bridge.stopDaemon();

    crm.update("Account", edited, "{'Phone': '+49 421 1'}");
    crm.delete("Account", deleted);
    String created = accounts.create("Created In The Gap");
    String customer = customer(reverted);
    erp.update("customers", customer, "{'creditLimit': 99}");
    bridge.salesforceSandbox().setting("{'sessionIdleSeconds': 1000000}");
    clock(bridge.salesforceSandbox(), PAST_RETENTION);
    bridge.startDaemon();

    accounts.customerOf(created);
    soon(() -> assertThat(phone(edited)).isEqualTo("+49 421 1"));
    soon(() -> assertThat(credit(reverted)).isEqualTo(99));
    soon(
        () -> assertThat(bridge.held()).anyMatch(message -> message.record().id().equals(deleted)));
    assertThat(bridge.held()).hasSize(1);
    soon(() -> assertThat(compare()).contains("0 differ"));
  }

  @Test
  void an_org_that_is_away_parks_nothing_and_is_caught_up_with() {
    String account = accounts.linked("Org Away For Long");
    String customer = customer(account);
    SandboxSwitches org = bridge.salesforceSandbox();
    org.fault("{'fault': 'unavailable', 'times': -1}");
    for (int limit = 1; limit <= 3; limit++) {
      erp.update("customers", customer, "{'creditLimit': " + limit + "}");
    }
    JsonNode fresh = erp.create("customers", "{'displayName': 'Entered While Away'}");
    soon(() -> assertThat(bridge.daemonSays("/observe/health")).contains("\"DOWN\""));
    soon(() -> assertThat(bridge.open(fresh.path("id").asText())).hasSize(1));
    assertThat(bridge.held()).isEmpty();

    org.clearFaults();

    soon(() -> assertThat(credit(account)).isEqualTo(3));
    accounts.accountOf(fresh.path("number").asText());
    assertThat(bridge.held()).isEmpty();
  }

  @Test
  void an_org_that_refuses_our_login_parks_nothing_and_is_caught_up_with() {
    String account = accounts.linked("Login Refused");
    String customer = customer(account);
    SandboxSwitches org = bridge.salesforceSandbox();
    org.fault("{'fault': 'unauthorized', 'operation': 'login', 'times': -1}");
    org.fault("{'fault': 'expire-sessions'}");
    erp.update("customers", customer, "{'creditLimit': 7}");

    soon(
        () ->
            assertThat(bridge.open(customer))
                .singleElement()
                .satisfies(tried -> assertThat(tried.reason()).isPresent()));
    assertThat(bridge.held()).isEmpty();
    assertThat(bridge.commands().refused("status")).contains("RED Salesforce refused the login");
    assertThat(connector("salesforce").status().lastFailure().orElseThrow())
        .contains("Salesforce refused the login")
        .contains("authentication failure");

    org.clearFaults();
    crm = bridge.crm();
    accounts = bridge.accounts();
    crm.update("Account", account, "{'Phone': '+49 421 7'}");

    await().atMost(LONGER_THAN_HELD).until(() -> credit(account) == 7);
    soon(() -> assertThat(phone(account)).isEqualTo("+49 421 7"));
    soon(() -> assertThat(bridge.daemonSays("/observe/health")).doesNotContain("DOWN"));
    assertThat(bridge.held()).isEmpty();
  }

  @Test
  void while_the_erp_is_away_one_tries_now_and_then_however_many_wait() {
    bridge.businessCentralSandbox().fault("{'fault': 'unavailable', 'times': -1}");
    accounts.create("First To Fail");
    accounts.create("Second To Fail");
    soon(() -> assertThat(away()).hasValueSatisfying(OutageTest::isErp));
    long calls = callsForAccounts();

    List<String> waiting =
        crm.createAll(
            "Account",
            IntStream.range(0, MANY)
                .mapToObj("{'Name': 'Waits %d', 'BillingCountry': 'Germany'}"::formatted)
                .toList());
    soon(() -> assertThat(waiting).allSatisfy(id -> assertThat(bridge.open(id)).hasSize(1)));
    soon(() -> assertThat(nextPause()).isGreaterThan(Duration.ofSeconds(2)));

    assertThat(waiting.stream().filter(this::wasTried).count()).isLessThanOrEqualTo(MANY / 4);
    assertThat(callsForAccounts() - calls).isLessThan(MANY);
    assertThat(bridge.daemonSays("/observe/health"))
        .contains("Messages of account-customer to-erp wait for business-central since 2");
    assertThat(bridge.daemonSays("/observe/metrics"))
        .contains("fieldbridge_system_away{system=\"business-central\"} 1");
    assertThat(bridge.commands().refused("status")).contains("wait for business-central since 2");

    bridge.businessCentralSandbox().clearFaults();

    waiting.forEach(accounts::customerOf);
    soon(() -> assertThat(away()).isEmpty());
    assertThat(bridge.held()).isEmpty();
  }

  private Optional<Away> away() {
    return bridge.engine().deliveries().stream()
        .filter(one -> one.flow().equals("account-customer") && one.direction().equals("to-erp"))
        .findFirst()
        .flatMap(DeliveryStatus::away);
  }

  private static void isErp(Away away) {
    assertThat(away.system()).isEqualTo("business-central");
  }

  private Duration nextPause() {
    return Duration.between(Instant.now(), away().orElseThrow().nextTry());
  }

  private boolean wasTried(String account) {
    return bridge.open(account).get(0).reason().isPresent();
  }

  private long callsForAccounts() {
    return connector("business-central").status().calls().getOrDefault("account-customer", 0L);
  }

  private Connector connector(String system) {
    return bridge.engine().systems().connector(system);
  }

  @Test
  void clocks_that_are_wrong_by_minutes_and_put_right_lose_nothing() {
    bridge.stopDaemon();
    clock(bridge.salesforceSandbox(), SOME_MINUTES);
    clock(bridge.businessCentralSandbox(), -SOME_MINUTES);
    String account = accounts.create("Wrong Clocks");
    bridge.startDaemon();
    String customer = customer(account);
    editOnBothSides(account, customer, 1);

    bridge.salesforceSandbox().clearFaults();
    bridge.businessCentralSandbox().clearFaults();
    editOnBothSides(account, customer, 2);
    assertThat(accounts.customersNamed("Wrong Clocks")).isEqualTo(1);
    assertThat(bridge.held()).isEmpty();
  }

  private void editOnBothSides(String account, String customer, int value) {
    crm.update("Account", account, "{'Phone': '" + value + "'}");
    soon(() -> assertThat(phone(account)).isEqualTo(String.valueOf(value)));
    erp.update("customers", customer, "{'creditLimit': " + value + "}");
    soon(() -> assertThat(credit(account)).isEqualTo(value));
    soon(() -> assertThat(bridge.openMessages()).isZero());
  }

  private static void clock(SandboxSwitches sandbox, long milliseconds) {
    sandbox.fault("{'fault': 'wrong-clock', 'milliseconds': " + milliseconds + "}");
  }

  private String customer(String account) {
    return accounts.customerOf(account).path("id").asText();
  }

  private String phone(String account) {
    return accounts.customerOf(account).path("phoneNumber").asText();
  }

  private int credit(String account) {
    return crm.get("Account", account).path("ERP_Credit_Limit__c").asInt();
  }

  /** What the operator's command says of both sides, read whole. */
  private String compare() {
    StringWriter said = new StringWriter();
    String port = Integer.toString(bridge.daemonUrl().getPort());
    FieldBridge.commandLine()
        .setOut(new PrintWriter(said))
        .execute("compare", "account-customer", "--home", home.toString(), "--port", port);
    return said.toString();
  }
}
