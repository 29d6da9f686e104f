package io.fieldbridge.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.effect.Effect;
import io.fieldbridge.effect.EffectKey;
import io.fieldbridge.effect.Intent;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.inbox.Message;
import io.fieldbridge.inbox.State;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with messages that wait, on a real database (G23). */
class HeldMessagesTest {

  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "001A");
  private static final RecordRef OTHER = new RecordRef("salesforce", "Account", "001B");
  private static final String REFERENCE = "WO-1-42";
  private static final Reason DOUBT = Reason.of("several-found", "Several may be it.", "Look.");

  @TempDir Path home;

  private TestDesk desk;
  private HeldMessages messages;
  private Resolution resolution;

  @BeforeEach
  void open() {
    desk = new TestDesk(home);
    messages = new HeldMessages(desk.desk);
    resolution = new Resolution(desk.desk);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void parked_and_doubtful_messages_are_listed_with_reason_and_advice() {
    desk.parked(TestDesk.ACCOUNTS, ACCOUNT);
    doubtful(OTHER);

    JsonNode list = messages.list();

    assertThat(list).hasSize(2);
    assertThat(list.get(0).path("state").asText()).isEqualTo("parked");
    assertThat(list.get(0).path("code").asText()).isEqualTo("blocked");
    assertThat(list.get(0).path("advice").asText()).isEqualTo("Unblock it.");
    assertThat(list.get(0).path("since").asText()).endsWith("Z");
    assertThat(list.get(1).path("state").asText()).isEqualTo("in doubt");
  }

  @Test
  void a_message_is_shown_with_what_came_in_what_was_sent_and_what_happened() {
    Message message = doubtful(ACCOUNT);
    messages.tell(message, "received", "It came in.");

    JsonNode shown = messages.show(message.id(), true);

    assertThat(shown.path("message").path("change").path("values").path("Name").asText())
        .isEqualTo("Alpha");
    assertThat(shown.path("effects").get(0).path("payload").path("displayName").asText())
        .isEqualTo("Alpha");
    assertThat(shown.path("journal").findValuesAsText("event")).containsExactly("received");
    assertThat(messages.show(message.id(), false).toString())
        .contains("\"Name\":\"***\"", "\"displayName\":\"***\"")
        .doesNotContain("Alpha");
  }

  @Test
  void a_retried_message_is_due_again() {
    Message parked = desk.parked(TestDesk.ACCOUNTS, ACCOUNT);

    messages.retry(parked.id());

    assertThat(state(parked)).isEqualTo(State.PENDING);
    assertThatThrownBy(() -> messages.retry(parked.id()))
        .isInstanceOf(ControlRefusedException.class)
        .hasMessageContaining("is pending and cannot be retried");
  }

  @Test
  void all_parked_messages_are_retried_at_once() {
    desk.parked(TestDesk.ACCOUNTS, ACCOUNT);
    desk.parked(TestDesk.ACCOUNTS, OTHER);

    assertThat(messages.retryAll().path("retried").asInt()).isEqualTo(2);
  }

  @Test
  void a_retried_message_in_doubt_keeps_its_open_write() {
    Message message = doubtful(ACCOUNT);

    messages.retry(message.id());

    assertThat(state(message)).isEqualTo(State.PENDING);
    assertThat(effect(message).isOpen()).isTrue();
  }

  @Test
  void discarding_gives_the_open_write_up_too() {
    Message parked = desk.parked(TestDesk.ACCOUNTS, OTHER);
    Message message = doubtful(ACCOUNT);

    messages.discard(parked.id(), "a test customer");
    messages.discard(message.id(), "entered by hand");

    assertThat(state(parked)).isEqualTo(State.DISCARDED);
    assertThat(state(message)).isEqualTo(State.RESOLVED);
    assertThat(effect(message).state()).isEqualTo(Effect.State.ABANDONED);
    assertThat(desk.memory.journal().timeline(message.correlationId()))
        .extracting(recorded -> recorded.entry().text())
        .anyMatch(text -> text.contains("entered by hand"));
    assertThatThrownBy(() -> messages.discard(parked.id(), "again"))
        .hasMessageContaining("is discarded; only one that is parked");
  }

  @Test
  void what_may_still_take_effect_is_neither_discarded_nor_called_not_done() {
    desk.erp.longestRequest(Duration.ofMinutes(16));
    Message message = doubtful(ACCOUNT);

    assertThatThrownBy(() -> messages.discard(message.id(), "not there"))
        .isInstanceOf(ControlRefusedException.class)
        .hasMessageContaining("may still take effect until")
        .hasMessageContaining("cannot be discarded yet. Look again after that");
    assertThatThrownBy(() -> resolution.notDone(message.id()))
        .isInstanceOf(ControlRefusedException.class)
        .hasMessageContaining("cannot be resolved with --not-done yet");

    assertThat(state(message)).isEqualTo(State.IN_DOUBT);
    assertThat(effect(message).state()).isEqualTo(Effect.State.SENT);
    assertThat(messages.list().get(0).path("unsettledUntil").asText())
        .isEqualTo(
            Views.time(
                effect(message).progress().sentAt().orElseThrow().plus(Duration.ofMinutes(16))));
  }

  @Test
  void what_may_still_take_effect_can_be_found_done() {
    desk.erp.longestRequest(Duration.ofMinutes(16));
    Message message = doubtful(ACCOUNT);
    desk.erp.put("customers", "g-1", "number", "C1");

    resolution.done(message.id(), "C1");

    assertThat(state(message)).isEqualTo(State.PENDING);
    assertThat(messages.list()).isEmpty();
  }

  @Test
  void what_never_left_can_be_called_not_done_at_once() {
    desk.erp.longestRequest(Duration.ofMinutes(16));
    Message message = doubtful(ACCOUNT);
    desk.memory.effects().notSent(effect(message));

    resolution.notDone(message.id());

    assertThat(effect(message).state()).isEqualTo(Effect.State.ABANDONED);
  }

  @Test
  void what_a_person_found_done_is_confirmed_and_the_delivery_goes_on() {
    Message message = doubtful(ACCOUNT);
    RecordRef customer = desk.erp.put("customers", "g-1", "number", "C1");

    JsonNode answer = resolution.done(message.id(), "C1");

    assertThat(answer.path("result").asText()).contains(customer.toString());
    assertThat(effect(message).progress().target()).hasValue(customer);
    assertThat(state(message)).isEqualTo(State.PENDING);
  }

  @Test
  void a_number_that_the_target_does_not_know_changes_nothing() {
    Message message = doubtful(ACCOUNT);

    assertThatThrownBy(() -> resolution.done(message.id(), "C9"))
        .isInstanceOf(ControlRefusedException.class)
        .hasMessageContaining("no record of number 'C9'");
    assertThat(state(message)).isEqualTo(State.IN_DOUBT);
    assertThat(effect(message).isOpen()).isTrue();
  }

  @Test
  void a_record_that_belongs_to_another_pair_is_refused() {
    Message message = doubtful(ACCOUNT);
    RecordRef customer = desk.erp.put("customers", "g-1", "number", "C1");
    desk.memory.links().save(TestDesk.ACCOUNTS, side(OTHER), side(customer), JsonText.object());

    assertThatThrownBy(() -> resolution.done(message.id(), "C1"))
        .hasMessageContaining("is the other half of " + OTHER);
  }

  @Test
  void what_a_person_found_not_done_is_sent_again() {
    Message message = doubtful(ACCOUNT);

    resolution.notDone(message.id());

    assertThat(effect(message).state()).isEqualTo(Effect.State.ABANDONED);
    assertThat(state(message)).isEqualTo(State.PENDING);
  }

  @Test
  void a_posted_document_is_found_among_the_invoices() {
    RecordRef workOrder = new RecordRef("salesforce", "WorkOrder", "0WO1");
    Message message = doubtful(TestDesk.WORK_ORDERS, workOrder, "salesOrders");
    RecordRef invoice =
        desk.erp.put("salesInvoices", "g-7", "number", "R7", "externalDocumentNumber", REFERENCE);

    resolution.done(message.id(), "R7");

    assertThat(effect(message).progress().target()).hasValue(invoice);
  }

  @Test
  void a_document_without_our_reference_is_refused() {
    RecordRef workOrder = new RecordRef("salesforce", "WorkOrder", "0WO1");
    Message message = doubtful(TestDesk.WORK_ORDERS, workOrder, "salesOrders");
    desk.erp.put("salesInvoices", "g-7", "number", "R7");

    assertThatThrownBy(() -> resolution.done(message.id(), "R7"))
        .hasMessageContaining("salesInvoices 'R7' does not bear our reference " + REFERENCE);
    assertThat(effect(message).isOpen()).isTrue();
  }

  @Test
  void a_record_that_was_made_and_is_gone_can_be_named_anew_or_made_again() {
    Message message = doubtful(ACCOUNT, Reason.of("vanished", "It is gone.", "Look."));
    desk.memory
        .effects()
        .confirmed(effect(message), new RecordRef("business-central", "customers", "g-0"));
    RecordRef customer = desk.erp.put("customers", "g-1", "number", "C1");

    resolution.done(message.id(), "C1");

    assertThat(effect(message).generation()).isEqualTo(2);
    assertThat(effect(message).progress().target()).hasValue(customer);
  }

  @Test
  void only_a_message_in_doubt_with_an_open_write_can_be_resolved() {
    Message parked = desk.parked(TestDesk.ACCOUNTS, ACCOUNT);
    Message settled = doubtful(OTHER);
    desk.memory.effects().abandoned(effect(settled), "refused");

    assertThatThrownBy(() -> resolution.notDone(parked.id()))
        .hasMessageContaining("is parked, not in doubt");
    assertThatThrownBy(() -> resolution.notDone(settled.id()))
        .hasMessageContaining("no write whose outcome is open");
  }

  private Message doubtful(RecordRef record) {
    return doubtful(record, DOUBT);
  }

  private Message doubtful(RecordRef record, Reason reason) {
    Message message = desk.claimed(TestDesk.ACCOUNTS, record);
    intend(message, "customers");
    desk.memory.inbox().inDoubt(message, reason);
    return message;
  }

  private Message doubtful(String flow, RecordRef record, String object) {
    Message message = desk.claimed(flow, record);
    intend(message, object);
    desk.memory.inbox().inDoubt(message, DOUBT);
    return message;
  }

  private void intend(Message message, String object) {
    EffectKey key = new EffectKey(message.flow(), message.record(), "create");
    Intent intent =
        new Intent(
            "business-central",
            object,
            true,
            REFERENCE,
            JsonText.object().put("displayName", "Alpha"),
            JsonText.object());
    desk.memory.effects().sent(desk.memory.effects().intend(key, intent));
  }

  private Effect effect(Message message) {
    return desk.memory.effects().bySource(message.flow(), message.record()).get(0);
  }

  private State state(Message message) {
    return desk.memory.inbox().find(message.id()).orElseThrow().state();
  }

  private static Link.Side side(RecordRef ref) {
    return new Link.Side(ref, "", "", JsonText.object());
  }
}
