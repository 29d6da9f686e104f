package io.fieldbridge.inbox;

import static io.fieldbridge.inbox.InboxKit.REFUSED;
import static io.fieldbridge.inbox.InboxKit.TO_ERP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.model.Change;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Moments to come wait by themselves and hold nothing back (P16). */
@ParameterizedClass
@EnumSource(Database.class)
class MomentTest {

  private static final Instant SPRING = Instant.parse("2027-03-01T00:00:00Z");
  private static final Instant SUMMER = Instant.parse("2027-06-01T00:00:00Z");

  private final InboxKit kit;
  private final Inbox inbox;

  MomentTest(Database database) {
    kit = new InboxKit(database);
    inbox = kit.inbox;
  }

  @Test
  void a_waiting_moment_holds_back_no_change_of_its_record_and_counts_as_no_backlog() {
    inbox.receive(moment("1", SPRING));
    Message moment = kit.claimOne();
    assertThat(moment.isMoment()).isTrue();
    inbox.waiting(moment, kit.later(), REFUSED);

    inbox.receive(kit.arrival("a", "Name", "one"));

    assertThat(inbox.backlog()).extracting(Backlog::flow).containsOnlyOnce(kit.flow);
    Message change = kit.claimOne();
    assertThat(change.isMoment()).isFalse();
    inbox.delivered(change);
    assertThat(inbox.backlog()).extracting(Backlog::flow).doesNotContain(kit.flow);
    assertThat(kit.state(moment)).isEqualTo(State.WAITING);
  }

  @Test
  void each_moment_of_a_record_is_kept_once_however_often_it_is_told() {
    inbox.receive(List.of(moment("1", SUMMER), moment("2", SPRING), moment("3", SUMMER)));

    assertThat(kit.claim(TO_ERP))
        .extracting(message -> message.change().at())
        .containsExactly(SUMMER, SPRING);
  }

  private Arrival moment(String id, Instant at) {
    Change change =
        new Change(id, InboxKit.account("a"), Change.Kind.GAP, JsonText.object(), at, "", "");
    return Arrival.ofMoment(kit.flow, TO_ERP, change);
  }
}
