package io.fieldbridge.inbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.failure.Reason;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.JsonText;
import io.fieldbridge.store.Row;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.Texts;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table {@code message}. */
final class JdbcMessages {

  static final Reason NO_REASON = new Reason("", "", "", "");

  private final Store store;

  JdbcMessages(Store store) {
    this.store = store;
  }

  boolean isKnown(Arrival arrival) {
    return store
        .first(
            "select id from message where flow = ? and change_id = ?",
            row -> row.number("id"),
            arrival.flow(),
            arrival.changeId())
        .isPresent();
  }

  /** A row about to be inserted. */
  record NewRow(Arrival arrival, String key, String correlationId, Instant now) {}

  void insertOpen(NewRow row, boolean head) {
    Instant due = row.now().plus(row.arrival().settledAfter());
    Ending none = new Ending(State.PENDING, null, NO_REASON);
    insert(row, none, Arrays.asList(row.key(), head, due, head ? due : null, null));
  }

  void insertFinished(NewRow row, Ending ending) {
    insert(row, ending, Arrays.asList(null, false, null, null, row.now()));
  }

  /**
   * @param standing open_key, head, due_at, ready_at, finished_at
   */
  private void insert(NewRow row, Ending ending, List<Object> standing) {
    Arrival arrival = row.arrival();
    List<Object> parameters = new ArrayList<>();
    parameters.add(arrival.flow());
    parameters.add(arrival.direction());
    parameters.add(arrival.changeId());
    parameters.add(arrival.record());
    parameters.add(arrival.joining());
    parameters.add(Changes.write(store, arrival.change(), Map.of()));
    parameters.add(authors(Changes.authors(arrival.record(), arrival.change())));
    parameters.add(ending.state().word());
    parameters.addAll(standing);
    parameters.addAll(columns(ending.reason()));
    parameters.add(ending.joinedTo());
    parameters.add(row.correlationId());
    parameters.add(row.now());
    parameters.add(row.now());
    store.update(
        "insert into message (flow, direction, change_id, record_ref, joining, payload, authors,"
            + " state, open_key, head, due_at, ready_at, finished_at, reason_code, reason_field,"
            + " reason_text, reason_advice, joined_to, correlation_id, created_at, updated_at,"
            + " frozen, attempts, claims, lost_claims, fence)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " false, 0, 0, 0, 0)",
        parameters.toArray());
  }

  Optional<Message> find(long id) {
    return store.first("select * from message where id = ?", JdbcMessages::message, id);
  }

  List<Message> list(MessageFilter filter, long afterId, int limit) {
    List<Object> parameters = filter.parameters(afterId);
    parameters.add(limit);
    return store.list(
        "select * from message where " + filter.sql() + " order by id limit ?",
        JdbcMessages::message,
        parameters.toArray());
  }

  /** Open messages after the given one that changes like its own go into, oldest first. */
  List<Message> open(String states, Arrival like, String key, long afterId) {
    boolean sameRecord = like.joining() == Joining.RECORD;
    return store.list(
        "select * from message where flow = ? and open_key = ? and id > ? and direction = ?"
            + " and joining = ? and frozen = false and state in ("
            + states
            + ")"
            + (sameRecord ? " and record_ref = ?" : " and record_ref <> ?")
            + " order by id limit 1000",
        JdbcMessages::message,
        like.flow(),
        key,
        afterId,
        like.direction(),
        like.joining(),
        sameRecord ? like.record() : "");
  }

  /** Puts more into a message that nobody has claimed meanwhile; whether that went well. */
  boolean unite(
      Message into, Change change, Map<String, String> authors, Map<String, Instant> times) {
    return store.update(
            "update message set payload = ?, authors = ? where id = ? and frozen = false"
                + " and claims = ? and state = ?",
            Changes.write(store, change, times),
            authors(authors),
            into.id(),
            into.progress().claim(),
            into.state().word())
        > 0;
  }

  /** Makes an open message due again as if it had just arrived; a head is ready by that. */
  int renew(long id, Instant due) {
    return store.update(
        "update message set state = 'pending', attempts = 0, lost_claims = 0, lost_alone = 0,"
            + " waits_for = null,"
            + " reason_code = '', reason_field = '', reason_text = '', reason_advice = '',"
            + " due_at = ?, ready_at = case when head = true then cast(? as timestamp with time"
            + " zone) end, updated_at = ? where id = ? and state in ('pending', 'waiting',"
            + " 'parked', 'in_doubt')",
        due,
        due,
        store.now(),
        id);
  }

  /** How a message ends. */
  record Ending(State state, Long joinedTo, Reason reason) {}

  /** Ends a message that nobody has claimed; the number of rows, 0 or 1. */
  int finish(long id, Ending ending) {
    return finish(id, ending, " and open_key is not null and state <> 'claimed'");
  }

  /** Ends a message that is still as the guard says. */
  int finish(long id, Ending ending, String guard, Object... guardValues) {
    Instant now = store.now();
    List<Object> parameters = new ArrayList<>();
    parameters.add(ending.state().word());
    parameters.add(ending.joinedTo());
    parameters.addAll(columns(ending.reason()));
    parameters.addAll(List.of(now, now, id));
    parameters.addAll(List.of(guardValues));
    return store.update(
        "update message set state = ?, open_key = null, head = false, due_at = null,"
            + " ready_at = null, waits_for = null, lost_claims = 0, lost_alone = 0, joined_to = ?,"
            + " reason_code = ?, reason_field = ?, reason_text = ?, reason_advice = ?,"
            + " updated_at = ?, finished_at = ? where id = ?"
            + guard,
        parameters.toArray());
  }

  /** Says why it is held; tries for another reason than the last one count anew. */
  void explain(long id, Reason reason) {
    List<Object> parameters = new ArrayList<>(columns(reason));
    parameters.add(0, parameters.get(0));
    parameters.add(id);
    store.update(
        "update message set attempts = case when reason_code = ? then attempts else 1 end,"
            + " reason_code = ?, reason_field = ?, reason_text = ?,"
            + " reason_advice = ? where id = ?",
        parameters.toArray());
  }

  /** The last try does not count. */
  void uncount(long id) {
    store.update("update message set attempts = attempts - 1 where id = ? and attempts > 0", id);
  }

  /** One that waits for a time is due now. */
  void hasten(long id) {
    Instant now = store.now();
    store.update(
        "update message set due_at = ?, ready_at = case when head = true then"
            + " cast(? as timestamp with time zone) end, updated_at = ?"
            + " where id = ? and state = 'waiting' and waits_for is null and due_at > ?",
        now,
        now,
        now,
        id,
        now);
  }

  private static List<String> columns(Reason reason) {
    return List.of(
        Texts.fit(reason.code(), 200),
        Texts.fit(reason.field(), 200),
        Texts.fit(reason.text(), 8000),
        Texts.fit(reason.advice(), 2000));
  }

  private static String authors(Map<String, String> authors) {
    String text = JsonText.write(JsonText.object(authors));
    return text.length() <= JsonText.LENGTH_MAX ? text : "{}";
  }

  static Message message(Row row) throws SQLException {
    ObjectNode authors = row.json("authors");
    Map<String, String> byField = new LinkedHashMap<>();
    authors.properties().forEach(entry -> byField.put(entry.getKey(), entry.getValue().asText()));
    RecordRef record = RecordRef.parse(row.text("record_ref"));
    ObjectNode payload = row.json("payload");
    Change change = Changes.read(payload);
    return new Message(
        row.number("id"),
        row.text("flow"),
        row.text("direction"),
        Optional.ofNullable(row.text("open_key")).orElse(""),
        record,
        change,
        byField,
        Changes.times(record, change, payload),
        progress(row),
        row.text("correlation_id"));
  }

  private static Message.Progress progress(Row row) throws SQLException {
    Reason reason =
        new Reason(
            row.text("reason_code"),
            row.text("reason_field"),
            row.text("reason_text"),
            row.text("reason_advice"));
    long joinedTo = row.number("joined_to");
    return new Message.Progress(
        State.of(row.text("state")),
        Joining.valueOf(row.text("joining")),
        row.flag("frozen"),
        (int) row.number("attempts"),
        (int) row.number("claims"),
        Optional.ofNullable(row.instant("due_at")),
        Optional.ofNullable(row.text("waits_for")).map(RecordRef::parse),
        Optional.of(reason).filter(given -> !given.equals(NO_REASON)),
        Optional.of(joinedTo).filter(id -> id > 0),
        row.instant("created_at"),
        row.instant("updated_at"));
  }
}
