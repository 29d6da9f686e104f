package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.inbox.State;
import io.fieldbridge.link.FlowMode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record is linked by somebody else while its own delivery is under way (G28, Z19). */
class LinkRaceTest {

  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "001A");

  private static final RecordRef MADE = new RecordRef("salesforce", "Account", "001M");

  @TempDir private Path home;
  private TinyHouse house;
  private final AtomicBoolean done = new AtomicBoolean();

  @BeforeEach
  void build() {
    house = new TinyHouse(home);
    house.crm.put("Account", "001A", "Name", "Raced");
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_customer_whose_search_hangs_while_its_account_arrives_stays_one_pair() throws Exception {
    house.erp.put(
        "customers", "c-1", "number", "10", "displayName", "T", "taxRegistrationNumber", "DE7");
    house.crm.beforeNextFind(this::accountArrives);
    house.ship("_delivery.camel.yaml");
    house.ship("account-customer.camel.yaml");
    house.start();
    house.engine.state().modes().set(FLOW, FlowMode.LIVE, "test");

    house.erp.tell("customers", "c-1");

    await().atMost(PATIENCE).until(() -> messages(State.DELIVERED, State.SKIPPED).size() == 2);
    assertThat(house.crm.find("Account", Map.of(), Selection.of(), 10)).hasSize(1);
    assertThat(house.erp.find("customers", Map.of(), Selection.of(), 10)).hasSize(1);
    assertThat(linked().erp().ref().id()).isEqualTo("c-1");
    assertThat(house.engine.state().links().count(FLOW)).isEqualTo(1);
  }

  private void accountArrives() {
    house.crm.put("Account", "001A", "Name", "T", "Tax_Registration_Number__c", "DE7");
    house.crm.tell("Account", "001A");
    await().atMost(PATIENCE).until(() -> messages(State.DELIVERED).size() == 1);
  }

  @Test
  void a_creation_does_not_begin_for_a_source_that_was_linked_meanwhile() throws Exception {
    meanwhile(() -> house.link(FLOW, "001A", "c-1"));
    start(
        """
        - to: sync:read
                - to: sync:translate?to=erp
                - process: { ref: meanwhile }
                - to: sync:write?system=erp&object=customers
                - to: sync:link
                - to: sync:report\
        """);

    house.crm.tell("Account", "001A");

    Message delivered = ended();
    assertThat(delivered.attempts()).isEqualTo(2);
    assertThat(house.erp.find("customers", Map.of(), Selection.of(), 10)).hasSize(1);
    assertThat(linked().erp().ref().id()).isEqualTo("c-1");
    assertThat(house.engine.state().effects().bySource(FLOW, ACCOUNT)).isEmpty();
  }

  @Test
  void a_creation_whose_source_was_linked_before_its_end_is_settled_and_for_a_person()
      throws Exception {
    meanwhile(() -> house.link(FLOW, "001A", "c-9"));
    start(
        """
        - to: sync:read
                - to: sync:translate?to=erp
                - to: sync:write?system=erp&object=customers
                - process: { ref: meanwhile }
                - to: sync:link
                - to: sync:report\
        """);

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> messages(State.PARKED).size() == 1);
    Reason reason = messages(State.PARKED).get(0).reason().orElseThrow();
    assertThat(reason.code()).isEqualTo("link-taken");
    assertThat(reason.text()).contains("customers:customers-1").contains("customers:c-9");
    Effect effect =
        house
            .engine
            .state()
            .effects()
            .latest(new EffectKey(FLOW, ACCOUNT, CreateOnce.PURPOSE))
            .orElseThrow();
    assertThat(effect.state()).isEqualTo(Effect.State.CONFIRMED);
    assertThat(effect.progress().target().orElseThrow().id()).isEqualTo("customers-1");
    assertThat(messages(State.PARKED).get(0).progress().frozen()).isFalse();
  }

  @Test
  void a_deletion_heard_while_a_creation_may_have_made_its_record_waits_for_the_link()
      throws Exception {
    house.live(FLOW);
    Effect creation = creationSent();

    house.receive(FLOW, "to-erp", deletion());

    await().atMost(PATIENCE).until(() -> messages(State.WAITING).size() == 1);
    assertThat(messages(State.WAITING).get(0).reason().orElseThrow().code())
        .isEqualTo("create-open");
    house
        .engine
        .state()
        .store()
        .inTransaction(
            () -> {
              house.engine.state().effects().confirmed(creation, MADE);
              house.link(FLOW, MADE.id(), "c-1");
              house.crm.remove(MADE);
            });
    await().atMost(PATIENCE).until(() -> messages(State.PARKED).size() == 1);
    assertThat(messages(State.PARKED).get(0).reason().orElseThrow().code()).isEqualTo("deleted");
  }

  @Test
  void a_deletion_heard_before_a_creation_was_intended_does_not_wait_for_it() throws Exception {
    house.live(FLOW);
    house.engine.state().modes().set(FLOW, FlowMode.PAUSED, "test");
    house.receive(FLOW, "to-erp", deletion());
    creationSent();
    house
        .engine
        .state()
        .store()
        .update("update effect set intended_at = dateadd(minute, 1, intended_at)");

    house.engine.state().modes().set(FLOW, FlowMode.LIVE, "test");

    await().atMost(PATIENCE).until(() -> messages(State.SKIPPED).size() == 1);
    assertThat(messages(State.SKIPPED).get(0).reason().orElseThrow().code()).isEqualTo("gone");
  }

  private Effect creationSent() {
    Effects effects = house.engine.state().effects();
    RecordRef customer = new RecordRef("business-central", "customers", "c-1");
    EffectKey key = new EffectKey(FLOW, customer, CreateOnce.PURPOSE);
    ObjectNode none = JsonText.object();
    return effects.sent(
        effects.intend(key, new Intent("salesforce", "Account", true, "", none, none)));
  }

  private static Change deletion() {
    ObjectNode none = JsonText.object();
    return new Change("gone", MADE, Change.Kind.DELETE, none, Instant.EPOCH, "person", "");
  }

  private void meanwhile(Runnable race) {
    Processor once =
        exchange -> {
          if (!done.getAndSet(true)) {
            race.run();
          }
        };
    house.camel.getRegistry().bind("meanwhile", Processor.class, once);
  }

  private void start(String steps) throws Exception {
    house.ship("_delivery.camel.yaml");
    house.write("routes/deliveries.camel.yaml", house.routes(FLOW, steps));
    house.start();
    house.engine.state().modes().set(FLOW, FlowMode.LIVE, "test");
  }

  private Message ended() {
    Set<State> ends = Set.of(State.DELIVERED, State.SKIPPED);
    await().atMost(PATIENCE).until(() -> messages(ends.toArray(State[]::new)).size() == 1);
    return messages(ends.toArray(State[]::new)).get(0);
  }

  private List<Message> messages(State... states) {
    return house.engine.state().inbox().list(MessageFilter.in(Set.of(states)).inFlow(FLOW), 0, 10);
  }

  private Link linked() {
    return house.engine.state().links().find(FLOW, ACCOUNT).orElseThrow();
  }
}
