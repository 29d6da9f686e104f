package io.fieldbridge.inbox;

import static io.fieldbridge.inbox.InboxKit.REFUSED;
import static io.fieldbridge.inbox.InboxKit.TO_ERP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.store.Database;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.StoreSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A claim lasts for its lease, counts at once, and survives no process (P15, P16). */
@ParameterizedClass
@EnumSource(Database.class)
class ClaimingTest {

  private static final InboxSettings NO_LEASE = new InboxSettings(Duration.ZERO, 3);

  private final Database database;

  ClaimingTest(Database database) {
    this.database = database;
  }

  @Test
  void a_claim_counts_as_an_attempt_even_if_no_verdict_follows() {
    InboxKit kit = new InboxKit(database.shared(), NO_LEASE);
    kit.inbox.receive(kit.alone("a"));

    assertThat(kit.claimOne().attempts()).isEqualTo(1);
    assertThat(kit.claimOne().attempts()).isEqualTo(2);
  }

  @Test
  void the_verdict_of_a_claim_whose_lease_ran_out_is_refused_and_undone() {
    InboxKit kit = new InboxKit(database.shared(), NO_LEASE);
    kit.inbox.receive(kit.alone("a"));
    Message late = kit.claimOne();
    Message current = kit.claimOne();
    String feed = Database.name("feed");

    assertThatThrownBy(
            () ->
                kit.store.inTransaction(
                    () -> {
                      kit.inbox.savePosition(feed, "1");
                      kit.inbox.delivered(late);
                    }))
        .isInstanceOf(ClaimLostException.class);
    assertThat(kit.inbox.position(feed)).isEmpty();
    kit.inbox.delivered(current);
    assertThat(kit.state(current)).isEqualTo(State.DELIVERED);
  }

  @Test
  void a_renewed_lease_keeps_the_message() {
    InboxKit kit = new InboxKit(database.shared(), NO_LEASE);
    kit.inbox.receive(kit.alone("a"));
    Message message = kit.claimOne();
    Inbox patient = new Inbox(kit.store, InboxSettings.defaults());

    patient.renewLease(message);

    assertThat(kit.claim(TO_ERP)).isEmpty();
  }

  @Test
  void what_somebody_is_at_work_on_is_not_claimed_again_and_counts_as_no_death() {
    InboxKit kit = new InboxKit(database.shared(), NO_LEASE);
    kit.inbox.receive(List.of(kit.alone("a"), kit.alone("b")));
    Message message = kit.inbox.claim(kit.flow, TO_ERP, 1).get(0);

    for (int look = 1; look <= 5; look++) {
      List<Message> others = kit.inbox.claim(kit.flow, TO_ERP, 100, Set.of(message.id()));
      assertThat(others).extracting(Message::id).doesNotContain(message.id());
    }

    kit.inbox.delivered(message);
    assertThat(kit.state(message)).isEqualTo(State.DELIVERED);
  }

  @Test
  void what_somebody_was_at_work_on_is_claimed_again_once_its_end_is_stored() {
    InboxKit kit = new InboxKit(database);
    kit.inbox.receive(kit.alone("a"));
    Message message = kit.claimOne();
    kit.inbox.waiting(message, kit.store.now(), REFUSED);

    assertThat(kit.inbox.claim(kit.flow, TO_ERP, 1, Set.of(message.id()))).hasSize(1);
  }

  @Test
  void a_message_that_kills_the_process_three_times_is_parked() {
    InboxKit kit = new InboxKit(database.shared(), NO_LEASE);
    kit.inbox.receive(List.of(kit.alone("killer"), kit.alone("killer")));
    Message message = kit.claimOne();
    kit.claimOne();
    kit.claimOne();

    assertThat(kit.claim(TO_ERP)).isEmpty();
    assertThat(kit.state(message)).isEqualTo(State.PARKED);
    assertThat(kit.inbox.find(message.id()).orElseThrow().reason().orElseThrow().text())
        .contains("stopped 3 times");
  }

  @Test
  void a_suspect_is_claimed_alone_so_that_the_innocent_are_not_parked_with_it() {
    InboxKit kit = new InboxKit(database.shared(), NO_LEASE);
    kit.inbox.receive(kit.alone("suspect"));
    kit.claimOne();
    kit.claimOne();
    kit.inbox.receive(kit.alone("innocent"));

    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("suspect");
  }

  @Test
  void a_verdict_clears_the_suspicion() {
    InboxKit kit = new InboxKit(database.shared(), NO_LEASE);
    kit.inbox.receive(kit.alone("a"));
    kit.claimOne();
    kit.claimOne();
    kit.inbox.waiting(kit.claimOne(), kit.store.now(), REFUSED);

    kit.claimOne();
    assertThat(kit.claim(TO_ERP)).hasSize(1);
  }

  @Test
  void the_claims_of_a_dead_process_are_taken_back_at_the_next_start() {
    StoreSettings settings = database.fresh();
    Message message;
    try (Store store = Store.open(settings)) {
      InboxKit kit = new InboxKit(store, InboxSettings.defaults());
      kit.inbox.receive(List.of(kit.alone("a"), kit.alone("a")));
      message = kit.claimOne();
    }
    for (int start = 1; start <= 2; start++) {
      try (Store store = Store.open(settings)) {
        Inbox inbox = new Inbox(store, InboxSettings.defaults());
        assertThat(inbox.claim(message.flow(), TO_ERP, 10)).isEmpty();
        assertThat(inbox.releaseClaims()).isEqualTo(1);
        assertThat(inbox.releaseClaims()).isZero();
        assertThat(inbox.claim(message.flow(), TO_ERP, 10))
            .extracting(Message::id)
            .containsExactly(message.id());
      }
    }
    try (Store store = Store.open(settings)) {
      Inbox inbox = new Inbox(store, InboxSettings.defaults());
      inbox.releaseClaims();
      assertThat(inbox.find(message.id()).orElseThrow().state()).isEqualTo(State.PARKED);
    }
  }

  @Test
  void a_claim_that_nobody_knows_of_is_taken_back_and_counts_against_nobody() {
    InboxKit kit = new InboxKit(database.shared(), InboxSettings.defaults());
    kit.inbox.receive(List.of(kit.alone("a"), kit.alone("b")));
    List<Message> both = kit.claim(TO_ERP);
    Message known = both.get(0);
    Message unknown = both.get(1);

    assertThat(kit.inbox.releaseStrays(kit.flow, TO_ERP, Set.of(known.id()))).isEqualTo(1);

    Message again = kit.claimOne();
    assertThat(again.id()).isEqualTo(unknown.id());
    assertThat(kit.claim(TO_ERP)).isEmpty();
    kit.inbox.delivered(known);
    kit.inbox.delivered(again);
  }

  @Test
  void messages_that_were_in_flight_together_when_the_process_was_killed_are_not_parked() {
    StoreSettings settings = database.fresh();
    String flow;
    try (Store store = Store.open(settings)) {
      InboxKit kit = new InboxKit(store, InboxSettings.defaults());
      kit.inbox.receive(List.of(kit.alone("a"), kit.alone("b")));
      flow = kit.flow;
      assertThat(kit.claim(TO_ERP)).hasSize(2);
    }
    for (int kill = 1; kill <= 5; kill++) {
      try (Store store = Store.open(settings)) {
        Inbox inbox = new Inbox(store, InboxSettings.defaults());
        assertThat(inbox.releaseClaims()).isEqualTo(2);
        List<Message> claimed = new ArrayList<>(inbox.claim(flow, TO_ERP, 10));
        claimed.addAll(inbox.claim(flow, TO_ERP, 10));
        assertThat(claimed).hasSize(2);
      }
    }
  }

  @Test
  void kills_that_met_it_beside_others_do_not_park_a_message_that_is_alone_at_the_next_one() {
    StoreSettings settings = database.fresh();
    Message message = besideAnother(settings);
    dieWith(settings, message.flow(), 2);
    dieWith(settings, message.flow(), 1);

    assertThat(afterwards(settings, message)).isEqualTo(State.PENDING);
  }

  @Test
  void three_deaths_alone_park_a_message_whatever_it_met_beside_others() {
    StoreSettings settings = database.fresh();
    Message message = besideAnother(settings);
    dieWith(settings, message.flow(), 2);
    for (int alone = 1; alone <= 3; alone++) {
      dieWith(settings, message.flow(), 1);
    }

    assertThat(afterwards(settings, message)).isEqualTo(State.PARKED);
  }

  @Test
  void a_claim_given_back_is_no_attempt() {
    InboxKit kit = new InboxKit(database);
    kit.inbox.receive(kit.alone("a"));

    kit.inbox.handBack(kit.claimOne());

    assertThat(kit.claimOne().attempts()).isEqualTo(1);
  }

  /** The process dies with two messages in its hands; the first of them. */
  private static Message besideAnother(StoreSettings settings) {
    try (Store store = Store.open(settings)) {
      InboxKit kit = new InboxKit(store, InboxSettings.defaults());
      kit.inbox.receive(List.of(kit.alone("a"), kit.alone("b")));
      return kit.claim(TO_ERP).get(0);
    }
  }

  /** A process that dies with so many messages in its hands, and has delivered the others. */
  private static void dieWith(StoreSettings settings, String flow, int messages) {
    try (Store store = Store.open(settings)) {
      Inbox inbox = new Inbox(store, InboxSettings.defaults());
      inbox.releaseClaims();
      List<Message> claimed = new ArrayList<>(inbox.claim(flow, TO_ERP, 10));
      claimed.addAll(inbox.claim(flow, TO_ERP, 10));
      claimed.stream().skip(messages).forEach(inbox::delivered);
    }
  }

  private static State afterwards(StoreSettings settings, Message message) {
    try (Store store = Store.open(settings)) {
      Inbox inbox = new Inbox(store, InboxSettings.defaults());
      inbox.releaseClaims();
      return inbox.find(message.id()).orElseThrow().state();
    }
  }

  @Test
  void who_waits_is_woken_by_an_arrival_and_by_a_message_that_comes_due() throws Exception {
    InboxKit kit = new InboxKit(database);
    Watch watch = kit.inbox.watch(kit.flow, TO_ERP);
    Queue<String> told = new ConcurrentLinkedQueue<>();
    kit.inbox.onArrival(told::add);
    kit.inbox.receive(kit.alone("a"));
    watch.await(Duration.ofMinutes(5));
    Message message = kit.claimOne();
    assertThat(told).contains(kit.flow);

    kit.inbox.waiting(message, kit.store.now().plusMillis(50), REFUSED);
    watch.await(Duration.ofMinutes(5));
    while (kit.claim(TO_ERP).isEmpty()) {
      watch.await(Duration.ofMinutes(5));
    }
    assertThat(kit.state(message)).isEqualTo(State.CLAIMED);
  }
}
