package io.fieldbridge.inbox;

import io.fieldbridge.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How far each feed has been read. Joins the thread's transaction. */
final class Positions {

  private final Store store;

  Positions(Store store) {
    this.store = store;
  }

  Optional<String> find(String feed) {
    return store.first(
        "select told from feed_position where feed = ?", row -> row.text("told"), feed);
  }

  void save(String feed, String position) {
    store.inTransaction(
        () -> {
          Instant now = store.now();
          int moved =
              store.update(
                  "update feed_position set told = ?, updated_at = ? where feed = ?",
                  position,
                  now,
                  feed);
          if (moved == 0) {
            store.update(
                "insert into feed_position (feed, told, updated_at) values (?, ?, ?)",
                feed,
                position,
                now);
          }
        });
  }

  boolean forget(String feed) {
    return store.update("delete from feed_position where feed = ?", feed) > 0;
  }

  List<FeedPosition> all() {
    return store.list(
        "select feed, told, updated_at from feed_position order by feed",
        row -> new FeedPosition(row.text("feed"), row.text("told"), row.instant("updated_at")));
  }
}
