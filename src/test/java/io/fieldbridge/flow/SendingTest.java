package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.inbox.ClaimLostException;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only the delivery that has the message sends on its behalf (G20). */
class SendingTest {

  private static final String FLOW = "account-customer";
  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "001A");

  @TempDir private Path home;
  private TinyHouse house;
  private Effects effects;
  private Effect intended;
  private Sending first;
  private Sending second;

  @BeforeEach
  void claimTwice() {
    house = new TinyHouse(home);
    effects = house.engine.state().effects();
    Change change =
        new Change(
            "c-1", ACCOUNT, Change.Kind.CREATE, JsonText.object(), Instant.EPOCH, "person", "");
    house.receive(FLOW, "to-erp", change);
    first = sending(claimed());
    intended =
        effects.intend(
            new EffectKey(FLOW, ACCOUNT, CreateOnce.PURPOSE),
            new Intent(
                "business-central", "customers", true, "r", JsonText.object(), JsonText.object()));
    house.engine.state().store().update("update message set ready_at = due_at - interval '1' hour");
    second = sending(claimed());
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void what_was_intended_is_not_sent_by_a_delivery_whose_claim_has_ended() {
    assertThatThrownBy(() -> first.note(intended)).isInstanceOf(ClaimLostException.class);

    assertThat(now().state()).isEqualTo(Effect.State.INTENDED);
  }

  @Test
  void what_the_other_delivery_has_sent_is_neither_taken_back_nor_given_up() {
    Effect sent = second.note(intended);

    assertThatThrownBy(() -> first.takeBack(sent)).isInstanceOf(ClaimLostException.class);
    assertThatThrownBy(() -> first.abandon(sent, "throttled"))
        .isInstanceOf(ClaimLostException.class);

    assertThat(now()).isEqualTo(sent);
  }

  private Sending sending(Message message) {
    return new Sending(
        house.engine, new Delivery(message, house.engine.contracts().find(FLOW).orElseThrow()));
  }

  private Message claimed() {
    Inbox inbox = house.engine.state().inbox();
    return inbox.claim(FLOW, "to-erp", 1).get(0);
  }

  private Effect now() {
    return effects.find(intended.id()).orElseThrow();
  }
}
