package io.fieldbridge.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Row;
import io.fieldbridge.store.Sealed;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.Texts;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The journal, stored; an entry is written in the caller's transaction. Thread-safe. */
public final class Journal {

  private static final int TEXT_MAX = 8000;
  private static final int TERM_MAX = 500;
  private static final int LIST_MAX = 4000;
  private static final int SEEDS_MAX = 100;

  private final Store store;

  public Journal(Store store) {
    this.store = store;
  }

  /** Writes the entry under everything it can be found by. */
  public void write(JournalEntry entry) {
    store.inTransaction(
        () -> {
          long id =
              store.insert(
                  "insert into journal (happened_at, correlation_id, flow, refs, numbers, event,"
                      + " body, detail) values (?, ?, ?, ?, ?, ?, ?, ?)",
                  store.now(),
                  entry.correlationId(),
                  entry.flow(),
                  Texts.fit(lines(entry.records().stream().map(RecordRef::toString)), LIST_MAX),
                  Texts.fit(lines(entry.numbers().stream()), LIST_MAX),
                  entry.event(),
                  new Sealed(Texts.fit(entry.text(), TEXT_MAX)),
                  detail(entry));
          for (String term : terms(entry)) {
            store.update("insert into journal_key (term, entry) values (?, ?)", term, id);
          }
        });
  }

  /**
   * Everything that happened to a record, oldest first: the newest {@code limit} entries.
   *
   * @param query a record's id or reference, a number, or a correlation id, of either side; case
   *     does not matter. Entries of a record that an entry found ties to it are in it, too.
   */
  public List<Recorded> timeline(String query, int limit) {
    Set<String> terms = new TreeSet<>(Set.of(term(query)));
    find(terms, SEEDS_MAX).forEach(seed -> terms.addAll(recordTerms(seed.entry())));
    List<Recorded> found = new ArrayList<>(find(terms, limit));
    Collections.reverse(found);
    return found;
  }

  /** As {@link #timeline(String, int)} with the newest 1,000 entries. */
  public List<Recorded> timeline(String query) {
    return timeline(query, 1000);
  }

  /** Deletes entries older than that, the oldest first; at most {@code max}. */
  public int deleteBefore(Instant before, int max) {
    String oldest =
        "(select id from journal where happened_at < ? order by happened_at, id limit ?)";
    return store.inTransaction(
        () -> {
          store.update("delete from journal_key where entry in " + oldest, before, max);
          return store.update("delete from journal where id in " + oldest, before, max);
        });
  }

  private List<Recorded> find(Set<String> terms, int limit) {
    String marks = terms.stream().map(term -> "?").collect(Collectors.joining(", "));
    List<Object> parameters = new ArrayList<>(terms);
    parameters.add(limit);
    return store.list(
        "select * from journal where id in (select entry from journal_key where term in ("
            + marks
            + ")) order by id desc limit ?",
        Journal::recorded,
        parameters.toArray());
  }

  private static Set<String> terms(JournalEntry entry) {
    Set<String> terms = recordTerms(entry);
    entry.numbers().forEach(number -> terms.add(term(number)));
    terms.add(term(entry.correlationId()));
    terms.remove("");
    return terms;
  }

  private static Set<String> recordTerms(JournalEntry entry) {
    return entry.records().stream()
        .flatMap(ref -> Stream.of(term(ref.id()), term(ref.toString())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String term(String text) {
    return Texts.fit(Objects.requireNonNull(text).strip().toLowerCase(Locale.ROOT), TERM_MAX);
  }

  private ObjectNode detail(JournalEntry entry) {
    String text = JsonText.write(entry.detail());
    return store.takes(text)
        ? entry.detail()
        : JsonText.object().put("omitted", text.length() + " characters");
  }

  private static String lines(Stream<String> texts) {
    return texts.collect(Collectors.joining("\n"));
  }

  private static List<String> split(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n"));
  }

  private static Recorded recorded(Row row) throws SQLException {
    return new Recorded(
        row.number("id"),
        row.instant("happened_at"),
        new JournalEntry(
            row.text("correlation_id"),
            row.text("flow"),
            split(row.text("refs")).stream().map(RecordRef::parse).toList(),
            split(row.text("numbers")),
            row.text("event"),
            row.sealed("body"),
            row.json("detail")));
  }
}
