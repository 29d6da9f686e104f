package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
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

/** A creation is answered, and the delivery fails before it comes to the link (G20, G23). */
class CreatedBeforeLinkTest {

  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Longer than the ERP takes. */
  private static final String TOWN = "Bad Neuenahr-Ahrweiler am Rotweinweg";

  @TempDir private Path home;
  private TinyHouse house;
  private RecordRef account;

  @BeforeEach
  void build() throws Exception {
    house = new TinyHouse(home);
    account = house.crm.put("Account", "001A", "Name", "Nordlicht", "BillingCity", TOWN);
    house.erp.put("paymentTerms", "t-30", "id", "t-30", "code", "30 DAYS");
    house.live(FLOW);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_customer_whose_terms_cannot_be_looked_up_is_linked_and_brings_no_second_account() {
    house.erp.afterNextWrite(
        () -> {
          templateSetsTerms();
          house.erp.beforeNextFind(this::isAway);
        });

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> ended() == 2);
    assertThat(all()).hasSize(1);
    assertThat(house.engine.state().links().find(FLOW, account).orElseThrow().erp().ref().id())
        .isEqualTo("customers-1");
    assertThat(all().get(0).values().path("Payment_Terms__c").asText()).isEqualTo("Net 30");
    assertThat(all().get(0).values().path("BillingCity").asText()).isEqualTo(TOWN);
  }

  @Test
  void what_a_person_edits_in_the_customer_meanwhile_comes_back() {
    house.erp.afterNextWrite(
        () -> {
          templateSetsTerms();
          house.erp.beforeNextFind(
              () -> {
                house.erp.put("customers", "customers-1", "city", "Emden");
                isAway();
              });
        });

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> ended() == 2);
    assertThat(all().get(0).values().path("BillingCity").asText()).isEqualTo("Emden");
  }

  private void templateSetsTerms() {
    house.erp.put("customers", "customers-1", "number", "10", "paymentTermsId", "t-30");
  }

  /** The poll tells the customer, and then the ERP refuses. */
  private void isAway() {
    house.erp.tell("customers", "customers-1");
    await().atMost(PATIENCE).until(() -> house.received(FLOW).contains("customers-1"));
    throw new SystemUnavailableException(Reason.of("unavailable", "503", "Wait."), null);
  }

  private int ended() {
    return house.messages(FLOW, State.DELIVERED, State.SKIPPED, State.PARKED).size();
  }

  private List<RemoteRecord> all() {
    return house.crm.find("Account", Map.of(), Selection.of(), 10);
  }
}
