package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.ScriptedSystem;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.failure.SystemUnavailableException;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.Selection;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two halves have just become a pair, and the delivery that found them does not end (Z19, G28). */
class AdoptionTest {

  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path home;
  private TinyHouse house;
  private RecordRef account;
  private RecordRef customer;

  @BeforeEach
  void start() throws Exception {
    house = new TinyHouse(home);
    account = house.enteredOnBothSides();
    customer = new RecordRef("business-central", "customers", "c-1");
    house.live(FLOW);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void an_edit_of_what_both_agreed_in_is_carried_when_the_delivery_is_tried_again() {
    house.crm.afterNextWrite(
        () -> {
          house.crm.put("Account", "001A", "BillingCity", "Emden");
          Reason lost = Reason.of("away", "The answer was lost.", "");
          throw new SystemUnavailableException(lost, null);
        });

    house.receive(
        FLOW,
        "to-crm",
        new Change(
            "entered",
            customer,
            Change.Kind.CREATE,
            JsonText.object(),
            Instant.EPOCH,
            "person",
            ""));
    await().atMost(PATIENCE).until(() -> !house.messages(FLOW, State.DELIVERED).isEmpty());

    assertThat(value(house.crm, account, "BillingCity")).isEqualTo("Emden");
    assertThat(value(house.erp, customer, "city")).isEqualTo("Emden");
  }

  private static String value(ScriptedSystem system, RecordRef ref, String field) {
    return system.read(ref, Selection.of()).orElseThrow().values().path(field).asText();
  }
}
