package io.fieldbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fieldbridge.effect.Effects;
import io.fieldbridge.inbox.Arrival;
import io.fieldbridge.inbox.Inbox;
import io.fieldbridge.inbox.InboxSettings;
import io.fieldbridge.inbox.Joining;
import io.fieldbridge.inbox.MessageFilter;
import io.fieldbridge.journal.Journal;
import io.fieldbridge.journal.JournalEntry;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database keeps of customers can be encrypted by a key that is not in it. */
class SealingTest {

  private static final RecordRef ACCOUNT = new RecordRef("salesforce", "Account", "001");
  private static final String OLD = key(1);
  private static final String NEW = key(2);

  private static String key(int fill) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void nothing_that_was_said_of_a_customer_stands_in_the_tables(Database database) {
    try (Store store = Store.open(database.fresh(), Sealing.by(OLD))) {
      tell(store, "Änne Quittenbaum");

      assertThat(everything(store)).isNotEmpty().noneMatch(text -> text.contains("Quittenbaum"));
      assertThat(told(store)).containsExactly("Änne Quittenbaum");
      assertThat(new Journal(store).timeline("001").get(0).entry().text())
          .isEqualTo("named Änne Quittenbaum");
      assertThat(new Effects(store).recent(ACCOUNT, Instant.EPOCH).get(0).values().toString())
          .contains("Änne Quittenbaum");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void a_new_key_comes_first_and_the_old_one_still_opens_what_it_closed(Database database) {
    StoreSettings settings = database.fresh();
    try (Store store = Store.open(settings)) {
      tell(store, "clear");
    }
    try (Store store = Store.open(settings, Sealing.by(OLD))) {
      tell(store, "old");
    }
    try (Store store = Store.open(settings, Sealing.by(NEW + ", " + OLD))) {
      tell(store, "new");
      assertThat(told(store)).containsExactly("clear", "old", "new");
    }
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void a_database_whose_key_is_missing_is_refused_at_the_start(Database database) {
    StoreSettings settings = database.fresh();
    try (Store store = Store.open(settings, Sealing.by(OLD))) {
      tell(store, "somebody");
    }

    assertThatThrownBy(() -> Store.open(settings).close())
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("no key is set")
        .hasMessageContaining("fieldbridge.database.payload-key");
    assertThatThrownBy(() -> Store.open(settings, Sealing.by(NEW)).close())
        .isInstanceOf(StoreRefusedException.class)
        .hasMessageContaining("none of the keys");
  }

  @ParameterizedTest
  @EnumSource(Database.class)
  void a_change_too_large_when_encrypted_is_kept_as_a_gap(Database database) {
    try (Store store = Store.open(database.fresh(), Sealing.by(OLD))) {
      java.util.Random random = new java.util.Random(1);
      StringBuilder noise = new StringBuilder();
      random.ints(900_000, 0x4e00, 0x9000).forEach(noise::appendCodePoint);

      tell(store, noise.toString());

      assertThat(new Inbox(store, InboxSettings.defaults()).list(MessageFilter.any(), 0, 9))
          .singleElement()
          .matches(message -> message.change().kind() == Change.Kind.GAP);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "c2hvcnQ="})
  void a_key_that_is_none_is_refused_without_being_shown(String key) {
    assertThatThrownBy(() -> Sealing.by(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("key 1 ")
        .hasMessageNotContaining(key);
  }

  private static void tell(Store store, String name) {
    Change change =
        new Change(
            Database.name("change"),
            ACCOUNT,
            Change.Kind.UPDATE,
            JsonText.object().put("Name", name),
            Instant.EPOCH,
            "",
            "");
    new Inbox(store, InboxSettings.defaults())
        .receive(
            new Arrival(
                "flow",
                "to-erp",
                ACCOUNT,
                ACCOUNT.toString(),
                change,
                Joining.NEVER,
                Duration.ZERO));
    new Effects(store).noteUpdate(ACCOUNT, JsonText.object().put("Name", name));
    new Journal(store)
        .write(
            new JournalEntry(
                "",
                "flow",
                List.of(ACCOUNT),
                List.of(),
                "updated",
                "named " + name,
                JsonText.object().put("Name", name)));
  }

  private static List<String> told(Store store) {
    return new Inbox(store, InboxSettings.defaults())
        .list(MessageFilter.any(), 0, 10).stream()
            .map(message -> message.change().values().path("Name").asText())
            .toList();
  }

  private static List<String> everything(Store store) {
    return store.list(
        "select payload as t from message union all select written from own_write"
            + " union all select body from journal union all select detail from journal",
        row -> row.text("t"));
  }
}
