package io.fieldbridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Effects;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A state that was put back with its whole home folder (P14, G20). */
class RestoreCommandTest {

  @ParameterizedTest
  @EnumSource(Database.class)
  void a_new_epoch_doubts_what_was_only_intended(Database database) {
    try (Store store = Store.open(database.fresh())) {
      Effects effects = new Effects(store);
      ObjectNode none = JsonText.object();
      EffectKey key =
          new EffectKey("account-customer", new RecordRef("salesforce", "Account", "1"), "create");
      effects.intend(key, new Intent("business-central", "customers", true, "", none, none));

      assertThat(RestoreCommand.begin(store)).isEqualTo(1);

      assertThat(store.epoch()).isEqualTo(2);
      Effect doubted = effects.open(key).orElseThrow();
      assertThat(doubted.state()).isEqualTo(Effect.State.SENT);
      assertThat(doubted.progress().sentAt()).contains(doubted.progress().intendedAt());
      assertThat(RestoreCommand.begin(store)).isZero();
    }
  }

  @Test
  void the_help_says_when_to_use_it() {
    StringWriter said = new StringWriter();

    int code = FieldBridge.commandLine().setOut(new PrintWriter(said)).execute("restore", "--help");

    assertThat(code).isZero();
    assertThat(said.toString()).contains("backup", "Stop the daemon first");
  }
}
