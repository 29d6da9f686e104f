package io.fieldbridge.inbox;

import static io.fieldbridge.inbox.InboxKit.REFUSED;
import static io.fieldbridge.inbox.InboxKit.TO_ERP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.store.Database;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** People see what failed and decide on it (P16, G22, G30). */
@ParameterizedClass
@EnumSource(Database.class)
class DecidingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final InboxKit kit;
  private final Inbox inbox;

  DecidingTest(Database database) {
    kit = new InboxKit(database);
    inbox = kit.inbox;
  }

  private Message parked(String key) {
    inbox.receive(List.of(kit.alone(key), kit.alone(key)));
    Message message = kit.claimOne();
    inbox.parked(message, REFUSED);
    return message;
  }

  @Test
  void a_parked_message_says_why() {
    Message message = parked("a");

    Message found = inbox.find(message.id()).orElseThrow();
    assertThat(found.reason()).contains(REFUSED);
    assertThat(inbox.heldBack(found)).isEqualTo(1);
    assertThat(inbox.list(MessageFilter.in(Set.of(State.PARKED)).inFlow(kit.flow), 0, 10))
        .extracting(Message::id)
        .containsExactly(message.id());
  }

  @Test
  void a_reason_beyond_all_measure_is_cut_with_a_note() {
    inbox.receive(kit.alone("a"));
    Message message = kit.claimOne();
    inbox.parked(message, Reason.of("c".repeat(500), "t".repeat(20_000), ""));

    assertThat(inbox.find(message.id()).orElseThrow().reason().orElseThrow().text())
        .hasSizeLessThanOrEqualTo(8000)
        .endsWith("(cut, 20000 characters)");
  }

  @Test
  void a_message_that_was_claimed_meanwhile_is_not_discarded() {
    inbox.receive(kit.alone("a"));
    Message message = kit.all().get(0);
    List<Optional<Reason>> refusals = new CopyOnWriteArrayList<>();
    Thread person = new Thread(() -> refusals.add(inbox.discard(message.id(), "too late")));

    kit.store.inTransaction(
        () -> {
          kit.claimOne();
          person.start();
          await().atMost(PATIENCE).until(() -> isEnding(person) || !person.isAlive());
        });
    await().atMost(PATIENCE).until(() -> !person.isAlive());

    assertThat(refusals.get(0).orElseThrow().text()).contains("cannot be discarded");
    assertThat(kit.state(message)).isEqualTo(State.CLAIMED);
  }

  private static boolean isEnding(Thread person) {
    return Arrays.stream(person.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("finish"));
  }

  @Test
  void a_retried_message_is_due_at_once_and_in_its_old_place() {
    Message message = parked("a");

    assertThat(inbox.retry(message.id())).isEmpty();

    assertThat(kit.claim(TO_ERP)).extracting(Message::id).containsExactly(message.id());
  }

  @Test
  void all_parked_messages_of_a_flow_can_be_retried() {
    parked("a");
    parked("b");

    assertThat(inbox.retryAll(Optional.of(kit.flow))).isEqualTo(2);
    assertThat(kit.claimedKeys(TO_ERP)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void a_discarded_message_lets_the_next_of_its_key_go_on() {
    Message message = parked("a");

    assertThat(inbox.discard(message.id(), "Entered twice.")).isEmpty();

    assertThat(kit.state(message)).isEqualTo(State.DISCARDED);
    assertThat(inbox.find(message.id()).orElseThrow().reason().orElseThrow().text())
        .isEqualTo("Entered twice.");
    assertThat(kit.claimOne().id()).isGreaterThan(message.id());
  }

  @Test
  void a_doubtful_message_looks_again_at_its_time_or_when_a_person_says_so() {
    inbox.receive(kit.alone("a"));
    inbox.inDoubt(kit.claimOne(), kit.store.now(), REFUSED);
    Message again = kit.claimOne();
    inbox.inDoubt(again, REFUSED);
    assertThat(kit.claim(TO_ERP)).isEmpty();

    assertThat(inbox.resume(again.id())).isEmpty();
    assertThat(kit.claimOne().id()).isEqualTo(again.id());
  }

  @Test
  void a_doubtful_message_can_be_resolved_outside() {
    Message message = parked("a");
    assertThat(inbox.resolve(message.id(), "Order 101 was entered by hand.")).isEmpty();
    assertThat(kit.state(message)).isEqualTo(State.RESOLVED);
    assertThat(kit.claim(TO_ERP)).hasSize(1);
  }

  @Test
  void a_decision_that_does_not_fit_the_state_is_refused_with_a_reason() {
    inbox.receive(kit.alone("a"));
    Message message = kit.claimOne();

    assertThat(inbox.discard(message.id(), "Why not.").orElseThrow().text())
        .contains("is claimed and cannot be discarded");
    assertThat(inbox.retry(message.id())).isPresent();
    assertThat(inbox.resume(message.id())).isPresent();
    assertThat(inbox.retry(987_654_321).orElseThrow().code()).isEqualTo("message-unknown");
    assertThat(kit.state(message)).isEqualTo(State.CLAIMED);
  }

  @Test
  void the_backlog_counts_what_is_open_and_says_since_when() {
    parked("a");

    List<Backlog> backlog =
        inbox.backlog().stream().filter(line -> line.flow().equals(kit.flow)).toList();

    assertThat(backlog)
        .extracting(Backlog::state)
        .containsExactlyInAnyOrder(State.PARKED, State.PENDING);
    assertThat(backlog).extracting(Backlog::count).containsOnly(1L);
    assertThat(backlog.get(0).oldest()).isBeforeOrEqualTo(kit.store.now());
  }

  @Test
  void messages_are_listed_a_page_at_a_time_and_by_record() {
    inbox.receive(List.of(kit.alone("a"), kit.alone("b"), kit.alone("c")));
    MessageFilter mine = MessageFilter.any().inFlow(kit.flow);

    List<Message> first = inbox.list(mine, 0, 2);
    List<Message> second = inbox.list(mine, first.get(1).id(), 2);

    assertThat(first).extracting(Message::orderKey).containsExactly("a", "b");
    assertThat(second).extracting(Message::orderKey).containsExactly("c");
    assertThat(inbox.list(MessageFilter.of(InboxKit.account("b")).inFlow(kit.flow), 0, 10))
        .hasSize(1);
  }

  @Test
  void positions_are_told_with_their_age_and_can_be_forgotten() {
    String feed = Database.name("feed");
    inbox.savePosition(feed, "7");
    inbox.savePosition(feed, "8");

    assertThat(inbox.positions()).extracting(FeedPosition::feed).contains(feed);
    assertThat(inbox.forgetPosition(feed)).isTrue();
    assertThat(inbox.position(feed)).isEmpty();
  }

  @Test
  void a_key_of_an_integrators_own_route_is_seen_once() {
    SeenKeys seen = new SeenKeys(kit.store);
    assertThat(seen.add(kit.flow, "k")).isTrue();
    assertThat(seen.add(kit.flow, "k")).isFalse();
    assertThat(seen.contains(kit.flow, "k")).isTrue();
    assertThat(seen.confirm(kit.flow, "k")).isTrue();
    seen.add(kit.flow, "unfinished");

    assertThat(seen.removeUnconfirmed(kit.flow)).isEqualTo(1);
    assertThat(seen.remove(kit.flow, "k")).isTrue();
    assertThat(seen.contains(kit.flow, "k")).isFalse();
  }
}
