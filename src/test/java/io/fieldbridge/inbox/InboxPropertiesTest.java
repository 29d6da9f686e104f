package io.fieldbridge.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.store.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever comes, waits, fails and is delivered in whatever order: joined changes lose no value,
 * and no older value arrives after a newer one (G21, G22, G23).
 */
class InboxPropertiesTest {

  private static final int RECORDS = 2;
  private static final List<String> FIELDS = List.of("Name", "Phone");

  /** What may happen next. */
  enum Act {
    CHANGE_NAME_OF_FIRST,
    CHANGE_PHONE_OF_FIRST,
    CHANGE_NAME_OF_SECOND,
    CLAIM,
    DELIVER,
    WAIT,
    PARK,
    FREEZE,
    DIE
  }

  private InboxKit kit;
  private Optional<Message> claimed;
  private final Map<String, Integer> entered = new HashMap<>();
  private final Map<String, Integer> arrived = new HashMap<>();
  private int counter;

  @Provide
  Arbitrary<List<Act>> acts() {
    return Arbitraries.of(Act.class).list().ofMinSize(1).ofMaxSize(25);
  }

  @Property(tries = 60, seed = "23")
  void the_newest_value_of_each_field_arrives_and_none_goes_back(@ForAll("acts") List<Act> acts) {
    kit = new InboxKit(Database.H2);
    claimed = Optional.empty();
    entered.clear();
    arrived.clear();

    acts.forEach(this::play);
    die();
    kit.inbox.retryAll(Optional.of(kit.flow));
    for (List<Message> next = kit.claim(InboxKit.TO_ERP);
        !next.isEmpty();
        next = kit.claim(InboxKit.TO_ERP)) {
      assertThat(next).hasSizeLessThanOrEqualTo(RECORDS);
      next.forEach(this::deliver);
    }

    assertThat(arrived).isEqualTo(entered);
    assertThat(kit.all())
        .allMatch(one -> one.state() == State.DELIVERED || one.state() == State.JOINED);
  }

  private void play(Act act) {
    switch (act) {
      case CHANGE_NAME_OF_FIRST -> change("first", FIELDS.get(0));
      case CHANGE_PHONE_OF_FIRST -> change("first", FIELDS.get(1));
      case CHANGE_NAME_OF_SECOND -> change("second", FIELDS.get(0));
      case CLAIM -> claim();
      case DIE -> die();
      default -> claimed.ifPresent(message -> end(act, message));
    }
  }

  private void change(String record, String field) {
    int value = ++counter;
    entered.put(record + field, value);
    kit.inbox.receive(kit.arrival(record, field, Integer.toString(value)));
  }

  private void claim() {
    if (claimed.isEmpty()) {
      claimed = kit.inbox.claim(kit.flow, InboxKit.TO_ERP, 1).stream().findFirst();
    }
  }

  private void end(Act act, Message message) {
    if (act == Act.FREEZE) {
      kit.inbox.freeze(message);
      return;
    }
    claimed = Optional.empty();
    switch (act) {
      case DELIVER -> deliver(message);
      case WAIT -> kit.inbox.waiting(message, kit.store.now(), InboxKit.REFUSED);
      default -> kit.inbox.parked(message, InboxKit.REFUSED);
    }
  }

  /** The process is gone and another one begins; its claim ends without a verdict. */
  private void die() {
    claimed.ifPresent(kit.inbox::handBack);
    claimed = Optional.empty();
  }

  private void deliver(Message message) {
    claimed = Optional.empty();
    message
        .change()
        .values()
        .properties()
        .forEach(
            field -> {
              int value = field.getValue().asInt();
              Integer before = arrived.put(message.record().id() + field.getKey(), value);
              assertThat(before == null || before <= value).as("%s goes back", field).isTrue();
            });
    kit.inbox.delivered(message);
  }
}
