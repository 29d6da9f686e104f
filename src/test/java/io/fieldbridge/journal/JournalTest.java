package io.fieldbridge.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Database;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Store;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that happened to a record can be found from either side (G20, G21, G30). */
@ParameterizedClass
@EnumSource(Database.class)
class JournalTest {

  private final Store store;
  private final Journal journal;
  private final RecordRef account =
      new RecordRef("salesforce", "Account", Database.name("001Account"));
  private final RecordRef customer =
      new RecordRef("business-central", "customers", Database.name("guid"));
  private final String number = Database.name("C");
  private final String correlation = Database.name("correlation");

  JournalTest(Database database) {
    store = database.shared();
    journal = new Journal(store);
  }

  private JournalEntry entry(String event, List<RecordRef> records, List<String> numbers) {
    ObjectNode detail = JsonText.object().put("status", 201);
    return new JournalEntry(
        correlation, "account-customer", records, numbers, event, "It was " + event, detail);
  }

  @Test
  void the_timeline_is_the_same_from_either_side_by_number_and_by_correlation_id() {
    journal.write(entry("received", List.of(account), List.of()));
    journal.write(entry("linked", List.of(account, customer), List.of(number)));
    journal.write(entry("reported", List.of(account), List.of()));

    for (String query :
        List.of(
            account.id(),
            account.toString(),
            account.id().toUpperCase(java.util.Locale.ROOT),
            customer.id(),
            number,
            correlation)) {
      assertThat(journal.timeline(query))
          .as(query)
          .extracting(recorded -> recorded.entry().event())
          .containsExactly("received", "linked", "reported");
    }
    assertThat(journal.timeline("nothing of that name")).isEmpty();
  }

  @Test
  void an_entry_is_kept_as_written() {
    JournalEntry written = entry("linked", List.of(account, customer), List.of(number));
    journal.write(written);

    Recorded recorded = journal.timeline(number).get(0);
    assertThat(recorded.entry()).isEqualTo(written);
    assertThat(recorded.at()).isBeforeOrEqualTo(store.now());
  }

  @Test
  void an_entry_belongs_to_the_callers_transaction() {
    assertThatThrownBy(
            () ->
                store.inTransaction(
                    () -> {
                      journal.write(entry("received", List.of(account), List.of()));
                      throw new IllegalStateException("the plug is pulled");
                    }))
        .hasMessage("the plug is pulled");
    assertThat(journal.timeline(account.id())).isEmpty();
  }

  @Test
  void an_entry_beyond_all_measure_is_cut_with_a_note() {
    ObjectNode detail = JsonText.object().put("body", "x".repeat(1_100_000));
    journal.write(
        new JournalEntry(
            correlation, "", List.of(account), List.of(), "sent", "y".repeat(9000), detail));

    JournalEntry kept = journal.timeline(account.id()).get(0).entry();
    assertThat(kept.text()).endsWith("(cut, 9000 characters)");
    assertThat(kept.detail().path("omitted").asText()).contains("1100011 characters");
  }

  @Test
  void the_newest_entries_are_shown_where_there_are_too_many() {
    for (String event : List.of("first", "second", "third")) {
      journal.write(entry(event, List.of(account), List.of()));
    }

    assertThat(journal.timeline(account.id(), 2))
        .extracting(recorded -> recorded.entry().event())
        .containsExactly("second", "third");
  }

  @Test
  void retention_forgets_old_entries() {
    journal.write(entry("received", List.of(account), List.of()));

    journal.deleteBefore(store.now().minusSeconds(3600), 1000);
    assertThat(journal.timeline(account.id())).hasSize(1);
    journal.deleteBefore(store.now().plusSeconds(60), 1_000_000);
    assertThat(journal.timeline(account.id())).isEmpty();
  }
}
