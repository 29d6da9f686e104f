package io.fieldbridge.inbox;

import static io.fieldbridge.inbox.InboxKit.REFUSED;
import static io.fieldbridge.inbox.InboxKit.TO_ERP;
import static io.fieldbridge.inbox.InboxKit.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A repair in the source is never stuck behind what it repairs (P15, G22). */
@ParameterizedClass
@EnumSource(Database.class)
class JoiningTest {

  private static final RecordRef ORDER = new RecordRef("salesforce", "WorkOrder", "0WO");

  private final InboxKit kit;
  private final Inbox inbox;

  JoiningTest(Database database) {
    kit = new InboxKit(database);
    inbox = kit.inbox;
  }

  private Arrival by(String author, String field, String value) {
    return Arrival.ofState(kit.flow, TO_ERP, "001", kit.change("001", field, value, author));
  }

  @Test
  void pending_changes_of_a_record_become_one_message_that_knows_each_fields_author() {
    inbox.receive(
        List.of(by("ann", "Name", "Nord"), by("bob", "Phone", "1"), by("bob", "Name", "X")));

    List<Message> claimed = kit.claim(TO_ERP);
    assertThat(claimed).hasSize(1);
    assertThat(claimed.get(0).change().values())
        .isEqualTo(JsonText.read("{\"Name\":\"X\",\"Phone\":\"1\"}"));
    assertThat(claimed.get(0).authors()).containsEntry("Name", "bob").containsEntry("Phone", "bob");
    assertThat(kit.all())
        .extracting(Message::state)
        .containsExactly(State.CLAIMED, State.JOINED, State.JOINED);
    assertThat(kit.all())
        .extracting(Message::correlationId)
        .containsOnly(claimed.get(0).correlationId());
  }

  @Test
  void each_field_keeps_the_time_of_the_newest_change_that_names_it() {
    inbox.receive(List.of(at(1, "Name", "Nord"), at(5, "Phone", "1"), at(9, "Fax", "2")));
    inbox.receive(at(12, "Name", "X"));

    assertThat(kit.claim(TO_ERP).get(0).times())
        .containsEntry("Name", InboxKit.AT.plusSeconds(12))
        .containsEntry("Phone", InboxKit.AT.plusSeconds(5))
        .containsEntry("Fax", InboxKit.AT.plusSeconds(9))
        .hasSize(3);
  }

  private Arrival at(int seconds, String field, String value) {
    Change told = kit.change("001", field, value, "ann");
    Change change =
        new Change(
            told.id(),
            told.record(),
            told.kind(),
            told.values(),
            InboxKit.AT.plusSeconds(seconds),
            told.author(),
            told.origin());
    return Arrival.ofState(kit.flow, TO_ERP, "001", change);
  }

  @Test
  void a_joined_change_is_known_for_ever() {
    Arrival second = by("ann", "Name", "B");
    inbox.receive(List.of(by("ann", "Name", "A"), second));

    assertThat(inbox.receive(second)).isFalse();
  }

  @Test
  void a_newer_change_releases_a_parked_message_and_a_waiting_one() {
    inbox.receive(by("ann", "Name", "A"));
    Message parked = kit.claimOne();
    assertThat(inbox.parked(parked, REFUSED)).isEqualTo(State.PARKED);
    inbox.receive(by("bob", "Name", "B"));

    Message again = kit.claimOne();
    assertThat(again.id()).isEqualTo(parked.id());
    assertThat(again.attempts()).isEqualTo(1);
    assertThat(again.reason()).isEmpty();
    inbox.waiting(again, kit.later(), REFUSED);
    inbox.receive(by("bob", "Name", "C"));
    assertThat(kit.claimOne().change().values().path("Name").asText()).isEqualTo("C");
  }

  @Test
  void a_change_that_comes_while_its_record_is_delivered_queues_behind() {
    inbox.receive(by("ann", "Name", "A"));
    Message first = kit.claimOne();
    inbox.receive(List.of(by("ann", "Name", "B"), by("ann", "Phone", "2")));
    assertThat(kit.claim(TO_ERP)).isEmpty();

    inbox.delivered(first);
    assertThat(kit.claimOne().change().values())
        .isEqualTo(JsonText.read("{\"Name\":\"B\",\"Phone\":\"2\"}"));
  }

  @Test
  void what_queued_behind_a_delivery_that_fails_joins_it_and_releases_it() {
    inbox.receive(by("ann", "Name", "A"));
    Message first = kit.claimOne();
    inbox.receive(by("bob", "Phone", "2"));

    assertThat(inbox.parked(first, REFUSED)).isEqualTo(State.PENDING);

    Message again = kit.claimOne();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.authors()).containsEntry("Name", "ann").containsEntry("Phone", "bob");
  }

  @Test
  void nothing_joins_a_message_in_doubt_or_with_an_open_effect() {
    inbox.receive(by("ann", "Name", "A"));
    Message doubtful = kit.claimOne();
    inbox.inDoubt(doubtful, REFUSED);
    inbox.receive(by("ann", "Name", "B"));
    assertThat(kit.claim(TO_ERP)).isEmpty();

    inbox.resume(doubtful.id());
    Message again = kit.claimOne();
    assertThat(again.change().values().path("Name").asText()).isEqualTo("A");
    inbox.freeze(again);
    inbox.waiting(again, kit.later(), REFUSED);
    inbox.receive(by("ann", "Name", "C"));
    assertThat(kit.claim(TO_ERP)).isEmpty();
    assertThat(kit.state(again)).isEqualTo(State.WAITING);
  }

  @Test
  void a_frozen_message_that_thaws_takes_in_what_queued_behind() {
    inbox.receive(by("ann", "Name", "A"));
    Message message = kit.claimOne();
    inbox.freeze(message);
    inbox.receive(by("ann", "Name", "B"));
    inbox.thaw(message);

    assertThat(inbox.parked(message, REFUSED)).isEqualTo(State.PENDING);
    assertThat(kit.claimOne().change().values().path("Name").asText()).isEqualTo("B");
  }

  @Test
  void changes_of_another_record_or_direction_do_not_join() {
    inbox.receive(by("ann", "Name", "A"));
    Change other = kit.change("002", "Name", "B");
    inbox.receive(Arrival.ofState(kit.flow, TO_ERP, "001", other));
    inbox.receive(Arrival.ofState(kit.flow, "to-crm", "001", kit.change("001", "Name", "C")));

    assertThat(kit.all()).extracting(Message::state).containsOnly(State.PENDING);
    assertThat(kit.claimOne().record()).isEqualTo(account("001"));
  }

  @Test
  void a_created_record_stays_created_and_a_deleted_one_is_deleted() {
    inbox.receive(List.of(kind(Change.Kind.CREATE), kind(Change.Kind.UPDATE)));
    Message created = kit.claimOne();
    assertThat(created.change().kind()).isEqualTo(Change.Kind.CREATE);
    inbox.parked(created, REFUSED);

    inbox.receive(kind(Change.Kind.DELETE));
    assertThat(kit.claimOne().change().kind()).isEqualTo(Change.Kind.DELETE);
  }

  private Arrival kind(Change.Kind kind) {
    Change told = kit.change("001", "Name", kind.name());
    Change change =
        new Change(told.id(), told.record(), kind, told.values(), told.at(), told.author(), "");
    return Arrival.ofState(kit.flow, TO_ERP, "001", change);
  }

  @Test
  void a_document_waits_until_root_and_children_rest() {
    inbox.receive(document(ORDER, "Status", Duration.ofHours(1)));
    assertThat(kit.claim(TO_ERP)).isEmpty();
    RecordRef part = new RecordRef("salesforce", "ProductConsumed", "0PC");
    inbox.receive(document(part, "Quantity", Duration.ZERO));

    List<Message> claimed = kit.claim(TO_ERP);
    assertThat(claimed).extracting(Message::record).containsExactly(ORDER);
    assertThat(claimed.get(0).change().record()).isEqualTo(ORDER);
    assertThat(claimed.get(0).authors()).containsOnlyKeys("Status");
  }

  @Test
  void a_new_child_makes_a_resting_document_wait_again() {
    inbox.receive(document(ORDER, "Status", Duration.ZERO));
    RecordRef part = new RecordRef("salesforce", "ProductConsumed", "0PC");
    inbox.receive(document(part, "Quantity", Duration.ofHours(1)));

    assertThat(kit.claim(TO_ERP)).isEmpty();
  }

  private Arrival document(RecordRef changed, String field, Duration settledAfter) {
    Change told = kit.change("x", field, "any");
    Change change =
        new Change(told.id(), changed, told.kind(), told.values(), told.at(), told.author(), "");
    return Arrival.ofDocument(kit.flow, TO_ERP, ORDER, change, settledAfter);
  }

  @Test
  void a_message_that_waits_for_a_link_is_released_by_it() {
    inbox.receive(List.of(kit.arrival("001", "Name", "A"), kit.arrival("002", "Name", "B")));
    List<Message> claimed = kit.claim(TO_ERP);
    RecordRef missing = account(Database.name("parent"));
    Reason reason = Reason.of("reference-missing", "The parent is not linked.", "");
    for (Message message : claimed) {
      assertThat(inbox.waitingFor(message, missing, kit.later(), reason, () -> true))
          .isEqualTo(State.WAITING);
    }
    assertThat(kit.claim(TO_ERP)).isEmpty();

    assertThat(inbox.release(missing)).isEqualTo(2);
    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("001", "002");
  }

  @Test
  void a_link_that_appears_just_before_the_waiting_begins_is_not_missed() {
    inbox.receive(kit.arrival("001", "Name", "A"));
    Message message = kit.claimOne();

    State state = inbox.waitingFor(message, account("parent"), kit.later(), REFUSED, () -> false);

    assertThat(state).isEqualTo(State.PENDING);
    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("001");
  }
}
