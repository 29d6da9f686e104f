package io.fieldbridge.inbox;

import io.fieldbridge.store.Store;
import java.util.Optional;

/**
 * The order of the open messages of a key. Whoever changes a queue holds them all until the commit,
 * so that an arrival and a verdict never pass each other unseen.
 */
final class Queues {

  private final Store store;

  Queues(Store store) {
    this.store = store;
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

  /** Holds the queues, and says in which one an open message is; empty when it is finished. */
  Optional<String> lockOf(long id) {
    store.holdQueues();
    return key(id);
  }

  private Optional<String> key(long id) {
    return store.first(
        "select open_key from message where id = ? and open_key is not null",
        row -> row.text("open_key"),
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

  /** Where a key has no head, it becomes the one being delivered, else the oldest open one. */
  void promote(String flow, String key) {
    store.update(
        "update message set head = true, ready_at = due_at where head = false and id ="
            + " (select id from message where flow = ? and open_key = ?"
            + " order by case when head = true then 0 when state = 'claimed' then 1 else 2 end, id"
            + " limit 1)",
        flow,
        key);
  }

  /**
   * The record's messages move to the pair's key; what is being delivered there keeps the turn.
   * What else has queued with them, as for the other half of a former pair, stays.
   */
  void rekey(String flow, String record, String key) {
    store.holdQueues();
    String former = current(flow, record);
    if (former.equals(key)) {
      return;
    }
    alias(flow, record, key);
    boolean taken = isBeingDelivered(flow, key);
    if (!taken) {
      store.update(
          "update message set head = false, ready_at = null where flow = ? and open_key = ?",
          flow,
          key);
    }
    store.update(
        "update message set open_key = ?, head = false, ready_at = null"
            + " where flow = ? and open_key = ? and ? in (open_key, record_ref)",
        key,
        flow,
        former,
        record);
    if (!taken) {
      promote(flow, key);
    }
    promote(flow, former);
  }

  private boolean isBeingDelivered(String flow, String key) {
    return store
        .first(
            "select id from message where flow = ? and open_key = ? and head = true"
                + " and state = 'claimed' limit 1",
            row -> row.number("id"),
            flow,
            key)
        .isPresent();
  }

  private void alias(String flow, String from, String to) {
    store.update("delete from order_alias where flow = ? and order_key = ?", flow, from);
    store.update(
        "insert into order_alias (flow, order_key, target) values (?, ?, ?)", flow, from, to);
  }
}
