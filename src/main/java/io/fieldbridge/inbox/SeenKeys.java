package io.fieldbridge.inbox;

import io.fieldbridge.store.Store;

/**
 * Keys that an integrator's own route has seen, for an idempotent receiver; kept for ever unless
 * removed. Thread-safe.
 */
public final class SeenKeys {

  private final Store store;

  public SeenKeys(Store store) {
    this.store = store;
  }

  /** Remembers the key; false when it was there. */
  public boolean add(String scope, String key) {
    return store.inTransaction(
        () -> {
          store.holdQueues();
          if (contains(scope, key)) {
            return false;
          }
          store.update(
              "insert into seen_key (scope, seen, confirmed, seen_at) values (?, ?, false, ?)",
              scope,
              key,
              store.now());
          return true;
        });
  }

  public boolean contains(String scope, String key) {
    return store
        .first(
            "select seen from seen_key where scope = ? and seen = ?",
            row -> row.text("seen"),
            scope,
            key)
        .isPresent();
  }

  /** Notes that the work under the key is done; false when the key is unknown. */
  public boolean confirm(String scope, String key) {
    return store.update(
            "update seen_key set confirmed = true where scope = ? and seen = ?", scope, key)
        > 0;
  }

  public boolean remove(String scope, String key) {
    return store.update("delete from seen_key where scope = ? and seen = ?", scope, key) > 0;
  }

  /** Forgets the keys whose work was never confirmed: the process died on them. */
  public int removeUnconfirmed(String scope) {
    return store.update("delete from seen_key where scope = ? and confirmed = false", scope);
  }

  public void clear(String scope) {
    store.update("delete from seen_key where scope = ?", scope);
  }
}
