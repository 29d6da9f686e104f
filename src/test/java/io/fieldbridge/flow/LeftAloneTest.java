package io.fieldbridge.flow;

import static io.fieldbridge.Accounts.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.Accounts;
import io.fieldbridge.Bridge;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.mapping.Contract;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an approval left alone stays so until somebody changes it or needs it (Z19, Z24). */
class LeftAloneTest {

  private static final String FLOW = "account-customer";

  private Bridge bridge;
  private Accounts accounts;
  private String account;

  @BeforeEach
  void start(@TempDir Path home) {
    bridge = Bridge.asContractsSay(home);
    accounts = bridge.accounts();
    account = accounts.create("Left Alone");
    soon(() -> assertThat(bridge.open(account)).hasSize(1));
  }

  @AfterEach
  void stop() {
    bridge.close();
  }

  @Test
  void a_record_that_a_rescan_offers_again_unchanged_is_not_created_but_an_edited_one_is() {
    bridge.commands().done("approve", FLOW);
    soon(() -> assertThat(skipped()).isEqualTo(1));

    offerAgain("gap 1");
    soon(() -> assertThat(skipped()).isEqualTo(2));
    offerAgain("gap 2");
    soon(() -> assertThat(skipped()).isEqualTo(3));

    assertThat(accounts.customersNamed("Left Alone")).isZero();
    assertThat(bridge.commands().done("timeline", account))
        .containsOnlyOnce("left-alone")
        .contains("nobody has changed it since the approval");

    bridge.crm().update("Account", account, "{'Phone': '+49 421 7'}");
    assertThat(accounts.customerOf(account).path("phoneNumber").asText()).isEqualTo("+49 421 7");
    assertThat(bridge.engine().state().links().leftAlone().find(FLOW, ref())).isEmpty();
  }

  @Test
  void a_record_that_somebody_else_waits_for_is_created() {
    bridge.commands().done("approve", "work-order-invoice");
    bridge.commands().done("approve", FLOW);
    soon(() -> assertThat(skipped()).isEqualTo(1));

    bridge.fieldWork().completed(account, "EUR");

    assertThat(accounts.customerOf(account).path("displayName").asText()).isEqualTo("Left Alone");
  }

  @Test
  void a_second_approval_creates_what_the_first_one_left_alone() {
    bridge.commands().done("approve", FLOW);
    soon(() -> assertThat(skipped()).isEqualTo(1));

    bridge.commands().done("approve", FLOW, "--create");

    accounts.customerOf(account);
    assertThat(accounts.customersNamed("Left Alone")).isEqualTo(1);
  }

  @Test
  void a_later_approval_does_not_swallow_what_is_parked() {
    bridge.commands().done("approve", FLOW);
    String parked = accounts.create("Parked", ", 'Phone': '+49 421 555 0100 extension 4711-4712'");
    accounts.awaitStatus(parked, "Rejected by ERP", "phone");

    bridge.commands().done("approve", FLOW);
    bridge.commands().done("retry", "--all");

    soon(() -> assertThat(bridge.open(parked)).noneMatch(one -> one.state() == State.PENDING));
    soon(() -> assertThat(bridge.held()).anyMatch(held -> held.record().id().equals(parked)));
  }

  /** What a rescan tells that reads the records of a gap. */
  private void offerAgain(String id) {
    Contract contract = bridge.engine().contracts().find(FLOW).orElseThrow();
    Change gap =
        new Change(id, ref(), Change.Kind.GAP, JsonText.object(), Instant.now(), "somebody", "");
    bridge.engine().arrivals().receive(contract, "to-erp", ref(), gap);
  }

  private long skipped() {
    MessageFilter skipped = MessageFilter.in(Set.of(State.SKIPPED)).inFlow(FLOW);
    return bridge.engine().state().inbox().list(skipped, 0, 1000).stream()
        .filter(message -> message.record().equals(ref()))
        .filter(message -> message.reason().orElseThrow().code().equals("left-alone"))
        .count();
  }

  private RecordRef ref() {
    return new RecordRef("salesforce", "Account", account);
  }
}
