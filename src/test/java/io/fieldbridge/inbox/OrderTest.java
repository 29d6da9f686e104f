package io.fieldbridge.inbox;

import static io.fieldbridge.inbox.InboxKit.REFUSED;
import static io.fieldbridge.inbox.InboxKit.TO_CRM;
import static io.fieldbridge.inbox.InboxKit.TO_ERP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fieldbridge.store.Database;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages of one key take turns; others do not wait for them (P16). */
@ParameterizedClass
@EnumSource(Database.class)
class OrderTest {

  private final InboxKit kit;
  private final Inbox inbox;

  OrderTest(Database database) {
    kit = new InboxKit(database);
    inbox = kit.inbox;
  }

  @Test
  void only_the_oldest_message_of_a_key_is_claimed() {
    inbox.receive(List.of(kit.alone("a"), kit.alone("a"), kit.alone("b")));

    List<Message> claimed = kit.claim(TO_ERP);
    assertThat(claimed).extracting(Message::orderKey).containsExactly("a", "b");
    assertThat(kit.claim(TO_ERP)).isEmpty();

    inbox.delivered(claimed.get(0));
    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("a");
  }

  @Test
  void both_directions_take_turns_on_a_key() {
    inbox.receive(List.of(kit.alone("a", TO_CRM), kit.alone("a", TO_ERP)));

    assertThat(kit.claim(TO_ERP)).isEmpty();
    inbox.delivered(kit.claim(TO_CRM).get(0));
    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("a");
  }

  @Test
  void a_parked_waiting_or_doubtful_message_holds_back_its_key_and_nothing_else() {
    for (String key : List.of("parked", "waiting", "doubt", "free")) {
      inbox.receive(List.of(kit.alone(key), kit.alone(key)));
    }
    List<Message> heads = kit.claim(TO_ERP);
    inbox.parked(heads.get(0), REFUSED);
    inbox.waiting(heads.get(1), kit.later(), REFUSED);
    inbox.inDoubt(heads.get(2), REFUSED);
    inbox.delivered(heads.get(3));

    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("free");
  }

  @Test
  void a_claim_takes_no_more_than_asked() {
    inbox.receive(List.of(kit.alone("a"), kit.alone("b"), kit.alone("c")));

    assertThat(inbox.claim(kit.flow, TO_ERP, 2)).hasSize(2);
    assertThat(inbox.claim(kit.flow, TO_ERP, 2)).hasSize(1);
  }

  @Test
  void two_keys_that_become_a_pair_queue_as_one() {
    inbox.receive(List.of(kit.own("001", TO_ERP), kit.own("c-1", TO_CRM), kit.own("001", TO_ERP)));
    Message first = kit.claimOne();

    pair("link:1", "001", "c-1");

    assertThat(kit.claim(TO_CRM)).isEmpty();
    inbox.delivered(first);
    assertThat(kit.claim(TO_ERP)).isEmpty();
    inbox.delivered(kit.claim(TO_CRM).get(0));
    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("link:1");
  }

  @Test
  void what_arrives_under_an_old_key_queues_under_the_pairs() {
    pair("link:1", "c-1", "001");
    inbox.receive(List.of(kit.own("001", TO_ERP), kit.own("c-1", TO_CRM)));

    assertThat(kit.claim(TO_CRM)).isEmpty();
    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("link:1");
  }

  @Test
  void a_record_that_is_paired_anew_brings_what_its_former_pair_had_queued() {
    pair("link:1", "001", "c-1");
    inbox.receive(kit.own("001", TO_ERP));
    Message claimed = kit.claimOne();
    inbox.receive(List.of(kit.own("001", TO_ERP), kit.own("c-2", TO_CRM)));

    pair("link:2", "001", "c-2");
    inbox.receive(kit.own("001", TO_ERP));

    assertThat(kit.claim(TO_CRM)).isEmpty();
    inbox.delivered(claimed);
    assertThat(kit.claim(TO_CRM)).isEmpty();
    inbox.delivered(kit.claimOne());
    assertThat(kit.claim(TO_ERP)).isEmpty();
    assertThat(kit.claimedKeys(TO_CRM)).containsExactly("link:2");
  }

  @Test
  void what_is_left_of_a_former_pair_waits_for_the_new_one_no_longer() {
    pair("link:1", "001", "c-1");
    inbox.receive(List.of(kit.own("001", TO_ERP), kit.own("c-1", TO_CRM)));
    inbox.parked(kit.claimOne(), REFUSED);

    pair("link:2", "001", "c-2");
    inbox.receive(kit.own("c-2", TO_CRM));

    assertThat(kit.claimedKeys(TO_CRM)).containsExactly("link:1");
  }

  @Test
  void one_that_is_being_delivered_goes_first_when_two_keys_become_a_pair() {
    inbox.receive(kit.own("001", TO_ERP));
    inbox.receive(kit.own("c-1", TO_CRM));
    Message younger = kit.claim(TO_CRM).get(0);

    pair("link:1", "001", "c-1");

    assertThat(kit.claim(TO_ERP)).isEmpty();
    inbox.delivered(younger);
    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("link:1");
  }

  @Test
  void of_two_being_delivered_the_one_whose_key_is_changed_first_has_the_turn() {
    inbox.receive(kit.own("001", TO_ERP));
    inbox.receive(kit.own("c-1", TO_CRM));
    Message older = kit.claimOne();
    Message younger = kit.claim(TO_CRM).get(0);

    pair("link:1", "c-1", "001");
    inbox.waiting(older, kit.store.now(), REFUSED);

    assertThat(kit.claim(TO_ERP)).isEmpty();
    inbox.delivered(younger);
    assertThat(kit.claimedKeys(TO_ERP)).containsExactly("link:1");
  }

  @Test
  void one_that_has_the_turn_keeps_it_while_it_waits_and_another_ends() {
    inbox.receive(List.of(kit.own("c-1", TO_CRM), kit.own("c-1", TO_CRM), kit.own("001", TO_ERP)));
    Message other = kit.claim(TO_CRM).get(0);
    Message first = kit.claimOne();
    pair("link:1", "001", "c-1");
    inbox.waiting(first, kit.later(), REFUSED);

    inbox.delivered(other);

    assertThat(kit.claim(TO_CRM)).isEmpty();
    inbox.retry(first.id());
    inbox.delivered(kit.claimOne());
    assertThat(kit.claimedKeys(TO_CRM)).containsExactly("link:1");
  }

  private void pair(String key, String... accounts) {
    kit.store.inTransaction(
        () -> List.of(accounts).forEach(id -> inbox.rekey(kit.flow, InboxKit.account(id), key)));
  }
}
