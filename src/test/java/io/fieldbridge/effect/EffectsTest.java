package io.fieldbridge.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.Effect.State;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A write takes effect once, and what was sent is known (Z15, G20, G23). */
@ParameterizedClass
@EnumSource(Database.class)
class EffectsTest {

  private static final RecordRef CREATED =
      new RecordRef("business-central", "salesOrders", "6f9619ff-8b86-d011-b42d-00c04fc964ff");

  private final Store store;
  private final Effects effects;
  private final EffectKey key =
      new EffectKey(
          Database.name("flow"), new RecordRef("salesforce", "WorkOrder", "0WO"), "create");

  EffectsTest(Database database) {
    store = database.shared();
    effects = new Effects(store);
  }

  private Intent intent(String reference) {
    ObjectNode payload = JsonText.read("{\"externalDocumentNumber\":\"x\",\"price\":10.50}");
    return new Intent(
        "business-central", "salesOrders", true, reference, payload, JsonText.object());
  }

  @Test
  void an_intent_is_frozen_until_it_is_settled() {
    Effect first = effects.intend(key, intent("FB-1"));
    Effect second = effects.intend(key, intent("FB-2"));

    assertThat(second).isEqualTo(first);
    assertThat(effects.open(key)).contains(first);
    assertThat(first.state()).isEqualTo(State.INTENDED);
    assertThat(first.intent()).isEqualTo(intent("FB-1"));
    assertThat(first.progress().sentAt()).isEmpty();
  }

  @Test
  void a_confirmed_effect_is_not_done_again() {
    Effect sent = effects.sent(effects.intend(key, intent("FB-1")));
    assertThat(sent.progress().sentAt()).isPresent();
    effects.confirmed(sent, CREATED);

    Effect again = effects.intend(key, intent("FB-2"));

    assertThat(again.state()).isEqualTo(State.CONFIRMED);
    assertThat(again.progress().target()).contains(CREATED);
    assertThat(effects.open(key)).isEmpty();
    assertThat(effects.intendAgain(key, intent("FB-2")).generation()).isEqualTo(2);
  }

  @Test
  void however_many_creations_are_open_each_that_was_sent_is_known() {
    String flow = key.flow();
    RecordRef last = new RecordRef("salesforce", "WorkOrder", "last");
    store.inTransaction(
        () -> {
          for (int many = 0; many < 1_200; many++) {
            RecordRef source = new RecordRef("salesforce", "WorkOrder", "0WO" + many);
            effects.sent(effects.intend(new EffectKey(flow, source, "create"), intent("FB")));
          }
          effects.intend(new EffectKey(flow, last, "create"), intent("FB-last"));
        });

    assertThat(effects.openCreates(flow, "business-central", "salesOrders")).isEqualTo(1_201);
    assertThat(isSent(new RecordRef("salesforce", "WorkOrder", "0WO1199"))).isTrue();
    assertThat(isSent(last)).as("it never left").isFalse();
  }

  private boolean isSent(RecordRef source) {
    return effects.isAnyCreateSent(
        key.flow(),
        "business-central",
        "salesOrders",
        creation -> creation.key().source().equals(source));
  }

  @Test
  void after_an_abandoned_effect_a_new_generation_begins() {
    effects.abandoned(effects.sent(effects.intend(key, intent("FB-1"))), "Nothing was found.");

    Effect next = effects.intend(key, intent("FB-2"));

    assertThat(next.generation()).isEqualTo(2);
    assertThat(effects.bySource(key.flow(), key.source())).hasSize(2);
    assertThat(effects.bySource(key.flow(), key.source()).get(1).progress().note())
        .isEqualTo("Nothing was found.");
  }

  @Test
  void what_is_settled_stays_settled() {
    Effect effect = effects.intend(key, intent("FB-1"));
    effects.confirmed(effect, CREATED);

    assertThatThrownBy(() -> effects.abandoned(effect, "Changed my mind."))
        .hasMessageContaining("is CONFIRMED and cannot become ABANDONED");
  }

  @Test
  void a_request_that_never_left_is_an_intent_again() {
    Effect effect = effects.notSent(effects.sent(effects.intend(key, intent("FB-1"))));

    assertThat(effect.state()).isEqualTo(State.INTENDED);
    assertThat(effect.progress().sentAt()).isEmpty();
  }

  @Test
  void while_a_create_is_open_others_can_see_that_its_record_may_come() {
    Effect effect = effects.inDoubt(effects.intend(key, intent("FB-1")), "The line broke.");
    assertThat(isSent(key.source())).isTrue();
    assertThat(effects.openCreates(key.flow(), "business-central", "salesOrders")).isOne();
    assertThat(effects.openCreates(key.flow(), "business-central", "customers")).isZero();

    effects.confirmed(effect, CREATED);
    assertThat(isSent(key.source())).isFalse();
    assertThat(effects.openCreates(key.flow(), "business-central", "salesOrders")).isZero();
  }

  @Test
  void an_effect_is_found_by_its_reference_and_by_its_state() {
    String reference = Database.name("FB");
    Effect effect = effects.inDoubt(effects.intend(key, intent(reference)), "The line broke.");

    assertThat(effects.byReference(reference)).containsExactly(effect);
    assertThat(effects.list(Set.of(State.IN_DOUBT), effect.id() - 1, 10)).contains(effect);
    assertThat(effects.find(effect.id())).contains(effect);
  }

  @Test
  void what_we_wrote_of_late_is_known_by_record() {
    RecordRef target = new RecordRef("salesforce", "Account", Database.name("001"));
    ObjectNode values = JsonText.object().put("ERP_Sync_Status__c", "Accepted by ERP");
    effects.noteUpdate(target, values);

    assertThat(effects.recent(target, store.now().minusSeconds(60)))
        .extracting(OwnWrite::values)
        .containsExactly(values);
    assertThat(effects.recent(target, store.now().plusSeconds(60))).isEmpty();
    effects.forgetWrites(store.now().plusSeconds(60), 1_000_000);
    assertThat(effects.recent(target, store.now().minusSeconds(60))).isEmpty();
  }

  @Test
  void a_confirmed_create_is_one_of_our_own_writes() {
    RecordRef target = new RecordRef("business-central", "salesOrders", Database.name("id"));
    Effect effect = effects.intend(key, intent("FB-1"));

    effects.confirmed(effect, target);

    assertThat(effects.recent(target, store.now().minusSeconds(60)))
        .extracting(OwnWrite::values)
        .containsExactly(effect.intent().payload());
  }

  @Test
  void retention_keeps_open_effects() {
    Effect open = effects.sent(effects.intend(key, intent("FB-1")));
    EffectKey post = new EffectKey(key.flow(), key.source(), "post");
    Effect settled = effects.confirmed(effects.intend(post, intent("FB-1")), CREATED);

    effects.deleteSettled(store.now().plusSeconds(60), 1_000_000);

    assertThat(effects.find(open.id())).contains(open);
    assertThat(effects.find(settled.id())).isEmpty();
  }
}
