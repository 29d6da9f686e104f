package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.effect.Effect;
import io.fieldbridge.failure.ContendedException;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A creation was refused before it took effect, and its twin is entered before the next try. */
class UnsentCreationTest {

  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RecordRef CUSTOMER = new RecordRef("business-central", "customers", "c-1");

  @TempDir private Path home;
  private TinyHouse house;

  @BeforeEach
  void build() throws Exception {
    house = new TinyHouse(home);
    house.erp.put(
        "customers", "c-1", "number", "10", "displayName", "T", "taxRegistrationNumber", "DE7");
    house.live(FLOW);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void an_account_entered_while_its_creation_was_refused_is_linked_instead_of_created_again() {
    house.crm.beforeNextCreate(
        () -> {
          enter("001A");
          throw refused();
        });

    house.erp.tell("customers", "c-1");

    await().atMost(PATIENCE).until(() -> ended().size() == 1);
    assertThat(accounts()).hasSize(1);
    assertThat(house.engine.state().links().find(FLOW, CUSTOMER).orElseThrow().crm().ref().id())
        .isEqualTo("001A");
    assertThat(creation().state()).isEqualTo(Effect.State.ABANDONED);
  }

  @Test
  void where_several_were_entered_nothing_is_created_and_nothing_waits_for_the_creation() {
    house.crm.beforeNextCreate(
        () -> {
          enter("001A");
          enter("001B");
          throw refused();
        });

    house.erp.tell("customers", "c-1");

    await().atMost(PATIENCE).until(() -> ended().size() == 1);
    assertThat(ended().get(0).reason().orElseThrow().code()).isEqualTo("several-matches");
    assertThat(ended().get(0).progress().frozen()).isFalse();
    assertThat(accounts()).hasSize(2);
    assertThat(creation().state()).isEqualTo(Effect.State.ABANDONED);
  }

  @Test
  void where_none_was_entered_it_is_created_as_it_was_frozen() {
    house.crm.beforeNextCreate(
        () -> {
          throw refused();
        });

    house.erp.tell("customers", "c-1");

    await().atMost(PATIENCE).until(() -> ended().size() == 1);
    assertThat(accounts()).hasSize(1);
    assertThat(creation().state()).isEqualTo(Effect.State.CONFIRMED);
    assertThat(creation().generation()).isEqualTo(1);
  }

  private void enter(String account) {
    house.crm.put("Account", account, "Name", "T", "Tax_Registration_Number__c", "DE7");
  }

  private static ContendedException refused() {
    return new ContendedException(Reason.of("row-lock", "The row is locked.", "Try again."));
  }

  private List<Message> ended() {
    return house.messages(FLOW, State.DELIVERED, State.SKIPPED, State.PARKED);
  }

  private List<RemoteRecord> accounts() {
    return house.crm.find("Account", Map.of(), Selection.of(), 10);
  }

  private Effect creation() {
    return house.engine.state().effects().bySource(FLOW, CUSTOMER).get(0);
  }
}
