package io.fieldbridge.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.connector.Departure;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.inbox.ClaimLostException;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.model.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A creation waits so long for its turn that the lease of its message runs out (G20, G23). */
class OutlivedLeaseTest {

  private static final String FLOW = "account-customer";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "001A");

  @TempDir private Path home;
  private TinyHouse house;

  @BeforeEach
  void build() throws Exception {
    house = new TinyHouse(home);
    house.crm.put("Account", "001A", "Name", "Nordlicht");
    house.crm.put("Account", "001B", "Name", "Suedwind");
    house.live(FLOW);
  }

  @AfterEach
  void stop() {
    house.close();
  }

  @Test
  void a_delivery_that_outlives_its_lease_creates_nothing_twice() {
    house.erp.beforeNextCreate(
        () -> {
          pass(Duration.ofMinutes(31));
          house.crm.tell("Account", "001B");
          await().atMost(PATIENCE).until(() -> delivered().size() == 1);
        });

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> delivered().size() == 2);
    assertThat(delivered()).extracting(message -> message.progress().claim()).containsExactly(1, 1);
    assertThat(customers()).hasSize(2);
  }

  @Test
  void a_delivery_that_hangs_is_begun_again_and_sends_nothing_when_it_goes_on() throws Exception {
    CountDownLatch kept = new CountDownLatch(1);
    house.erp.beforeNextCreate(
        () -> {
          pass(InHand.LONGEST.plusMinutes(31));
          await().atMost(PATIENCE).until(() -> delivered().size() == 1);
          assertThatThrownBy(Departure::isNow).isInstanceOf(ClaimLostException.class);
          kept.countDown();
          Departure.isNow();
        });

    house.crm.tell("Account", "001A");

    assertThat(kept.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(delivered()).extracting(message -> message.progress().claim()).containsExactly(2);
    assertThat(customers()).hasSize(1);
  }

  @Test
  void how_long_a_creation_may_take_effect_counts_from_when_it_leaves() {
    Instant[] sentAt = new Instant[2];
    house.erp.beforeNextCreate(
        () -> {
          pass(Duration.ofMinutes(20));
          sentAt[0] = creation().progress().sentAt().orElseThrow();
          Departure.isNow();
          sentAt[1] = creation().progress().sentAt().orElseThrow();
        });

    house.crm.tell("Account", "001A");

    await().atMost(PATIENCE).until(() -> delivered().size() == 1);
    assertThat(Duration.between(sentAt[0], sentAt[1])).isGreaterThan(Duration.ofMinutes(19));
  }

  /** Both on the daemon's clock and on the database's. */
  private void pass(Duration time) {
    house.clock.advance(time);
    List.of("due_at", "ready_at").forEach(column -> earlier("message", column, time));
    earlier("effect", "sent_at", time);
  }

  private void earlier(String table, String column, Duration time) {
    house
        .engine
        .state()
        .store()
        .update(
            "update %1$s set %2$s = dateadd(second, ?, %2$s) where %2$s > timestamp '2001-01-01 00:00:00'"
                .formatted(table, column),
            -time.toSeconds());
  }

  private Effect creation() {
    return house.engine.state().effects().bySource(FLOW, ACCOUNT).get(0);
  }

  private List<Message> delivered() {
    return house.messages(FLOW, State.DELIVERED);
  }

  private List<RemoteRecord> customers() {
    return house.erp.find("customers", Map.of(), Selection.of(), 10);
  }
}
