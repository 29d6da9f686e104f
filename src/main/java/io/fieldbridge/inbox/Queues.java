package io.fieldbridge.inbox;

import io.fieldbridge.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The order of the open messages of a key. Whoever changes a queue holds its stripe until the
 * commit, so that an arrival and a verdict never pass each other unseen.
 */
final class Queues {

  private final Store store;

  Queues(Store store) {
    this.store = store;
  }

  static String term(String flow, String key) {
    return flow + '\n' + key;
  }

  /** The key that stands in for the given one since the pair was linked. */
  String current(String flow, String key) {
    return store
        .first(
            "select target from order_alias where flow = ? and order_key = ?",
            row -> row.text("target"),
            flow,
            key)
        .orElse(key);
  }

  /** Holds the queues of the arrivals. */
  void lockFor(Collection<Arrival> arrivals) {
    List<String> terms = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      terms.add(term(arrival.flow(), arrival.orderKey()));
      terms.add(term(arrival.flow(), current(arrival.flow(), arrival.orderKey())));
    }
    store.lock(terms);
  }

  /** Holds the queue that an open message is in, and says its key; empty when it is finished. */
  Optional<String> lockOf(long id, String... otherTerms) {
    Optional<String> key = key(id);
    while (key.isPresent()) {
      List<String> terms = new ArrayList<>(List.of(otherTerms));
      terms.add(key.get());
      store.lock(terms);
      Optional<String> now = key(id);
      if (now.equals(key)) {
        break;
      }
      key = now;
    }
    return key;
  }

  private Optional<String> key(long id) {
    return store.first(
        "select flow, open_key from message where id = ? and open_key is not null",
        row -> term(row.text("flow"), row.text("open_key")),
        id);
  }

  boolean isEmpty(String flow, String key) {
    return store
        .first(
            "select id from message where flow = ? and open_key = ? limit 1",
            row -> row.number("id"),
            flow,
            key)
        .isEmpty();
  }

  /** Makes the oldest open message of the key its head. */
  void promote(String flow, String key) {
    store.update(
        "update message set head = true, ready_at = due_at where head = false and id ="
            + " (select min(id) from message where flow = ? and open_key = ?)",
        flow,
        key);
  }

  void rekey(String flow, String from, String to) {
    if (from.equals(to)) {
      return;
    }
    store.lock(List.of(term(flow, from), term(flow, to)));
    alias(flow, from, to);
    store.update(
        "update message set head = false, ready_at = null where flow = ? and open_key in (?, ?)",
        flow,
        from,
        to);
    store.update("update message set open_key = ? where flow = ? and open_key = ?", to, flow, from);
    promote(flow, to);
  }

  private void alias(String flow, String from, String to) {
    store.update("delete from order_alias where flow = ? and order_key = ?", flow, from);
    store.update("delete from order_alias where flow = ? and order_key = ?", flow, to);
    store.update("update order_alias set target = ? where flow = ? and target = ?", to, flow, from);
    store.update(
        "insert into order_alias (flow, order_key, target) values (?, ?, ?)", flow, from, to);
  }

  void forget(String flow, String key) {
    store.update("delete from order_alias where flow = ? and order_key = ?", flow, key);
  }
}
