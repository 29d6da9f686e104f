package io.fieldbridge.inbox;

import static io.fieldbridge.inbox.InboxKit.TO_CRM;
import static io.fieldbridge.inbox.InboxKit.TO_ERP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.Change;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A change enters once, together with its feed's position (P14, Z15). */
@ParameterizedClass
@EnumSource(Database.class)
class ReceivingTest {

  private final InboxKit kit;
  private final Inbox inbox;

  ReceivingTest(Database database) {
    kit = new InboxKit(database);
    inbox = kit.inbox;
  }

  @Test
  void a_change_told_twice_is_stored_once() {
    Arrival arrival = kit.alone("a");

    assertThat(inbox.receive(arrival)).isTrue();
    assertThat(inbox.receive(arrival)).isFalse();
    assertThat(kit.all()).hasSize(1);
  }

  @Test
  void a_change_told_twice_in_one_batch_is_stored_once() {
    Arrival arrival = kit.alone("a");

    assertThat(inbox.receive(List.of(arrival, arrival, kit.alone("b")))).isEqualTo(2);
  }

  @Test
  void a_delivered_change_is_still_known() {
    Arrival arrival = kit.alone("a");
    inbox.receive(arrival);
    inbox.delivered(kit.claimOne());

    assertThat(inbox.receive(arrival)).isFalse();
    assertThat(kit.claim(TO_ERP)).isEmpty();
  }

  @Test
  void the_same_change_may_enter_two_flows() {
    Arrival first = kit.alone("a");
    String other = Database.name("flow");
    Arrival second =
        new Arrival(
            other, TO_ERP, first.record(), "a", first.change(), Joining.NEVER, Duration.ZERO);

    assertThat(inbox.receive(List.of(first, second))).isEqualTo(2);
  }

  @Test
  void messages_and_position_are_stored_together_or_not_at_all() {
    String feed = Database.name("feed");
    inbox.savePosition(feed, "10");

    assertThatThrownBy(
            () ->
                kit.store.inTransaction(
                    () -> {
                      inbox.receive(kit.alone("a"));
                      inbox.savePosition(feed, "11");
                      throw new IllegalStateException("the plug is pulled");
                    }))
        .hasMessage("the plug is pulled");
    assertThat(kit.all()).isEmpty();
    assertThat(inbox.position(feed)).contains("10");

    kit.store.inTransaction(
        () -> {
          inbox.receive(kit.alone("a"));
          inbox.savePosition(feed, "11");
        });
    assertThat(kit.all()).hasSize(1);
    assertThat(inbox.position(feed)).contains("11");
  }

  @Test
  void a_message_keeps_what_the_feed_told() {
    Change told =
        new Change(
            "replay-1",
            InboxKit.account("001"),
            Change.Kind.CREATE,
            JsonText.read("{\"Name\":\"Nord\",\"Fax\":null,\"Limit\":10.50,\"N\":\"a\\u0000b\"}"),
            InboxKit.AT,
            "005",
            "com/salesforce/api");
    inbox.receive(Arrival.ofState(kit.flow, TO_CRM, "001", told));

    Message message = kit.claim(TO_CRM).get(0);
    assertThat(message.change()).isEqualTo(told);
    assertThat(message.change().values().get("Limit").decimalValue()).isEqualTo("10.50");
    assertThat(message.authors()).containsOnlyKeys("Name", "Fax", "Limit", "N");
    assertThat(message.correlationId()).isNotBlank();
  }

  @Test
  void a_change_too_large_for_the_database_becomes_a_gap_that_is_read() {
    inbox.receive(kit.arrival("001", "Description", "x".repeat(1_100_000)));

    Change kept = kit.claimOne().change();
    assertThat(kept.kind()).isEqualTo(Change.Kind.GAP);
    assertThat(kept.values()).isEmpty();
  }

  @Test
  void a_skipped_change_is_known_and_never_delivered() {
    Arrival echo = kit.arrival("001", "Name", "ours");

    assertThat(inbox.skip(echo, Reason.of("echo", "We wrote it.", ""))).isTrue();
    assertThat(inbox.skip(echo, Reason.of("echo", "We wrote it.", ""))).isFalse();
    assertThat(inbox.receive(echo)).isFalse();
    assertThat(kit.claim(TO_ERP)).isEmpty();
    assertThat(kit.all()).extracting(Message::state).containsExactly(State.SKIPPED);
  }

  @Test
  void retention_removes_finished_messages_only() {
    Arrival done = kit.alone("a");
    inbox.receive(done);
    inbox.delivered(kit.claimOne());
    inbox.receive(kit.alone("b"));

    inbox.deleteFinished(kit.later(), 1_000_000);

    assertThat(kit.all()).extracting(Message::orderKey).containsExactly("b");
    assertThat(inbox.receive(done)).isTrue();
  }
}
