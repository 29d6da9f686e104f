package io.fieldbridge.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.model.Change;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Store;
import java.time.Instant;
import java.util.Optional;

/**
 * To which record each part of a bigger record belonged when it was told last, so that a part that
 * moves is told to the record it left, too. Joins the thread's transaction. Thread-safe.
 */
public final class PartRoots {

  private final Store store;

  public PartRoots(Store store) {
    this.store = store;
  }

  /**
   * Notes to which record a changed part belongs.
   *
   * @param field holds that record's id, or null where the part belongs to none
   * @return the id of the record that the part belonged to when it was told last, where that is
   *     another one, or where the change does not tell the field; empty also if it was never told
   */
  public Optional<String> former(Change change, String field) {
    return store.inTransaction(() -> move(change.record(), field, change.values().path(field)));
  }

  private Optional<String> move(RecordRef part, String field, JsonNode told) {
    Optional<String> before = find(part, field);
    if (told.isMissingNode()) {
      return before;
    }
    Optional<String> now = Optional.ofNullable(told.textValue());
    if (now.equals(before)) {
      return Optional.empty();
    }
    forget(part, field);
    now.ifPresent(root -> insert(part, field, root));
    return before;
  }

  /** Forgets parts that have been where they are since before that; at most {@code max}. */
  public int forgetBefore(Instant before, int max) {
    return store.update(
        "delete from part_root where (part, field) in (select part, field from part_root"
            + " where joined_at < ? order by joined_at limit ?)",
        before,
        max);
  }

  private Optional<String> find(RecordRef part, String field) {
    return store.first(
        "select root from part_root where part = ? and field = ?",
        row -> row.text("root"),
        part,
        field);
  }

  private void forget(RecordRef part, String field) {
    store.update("delete from part_root where part = ? and field = ?", part, field);
  }

  private void insert(RecordRef part, String field, String root) {
    store.update(
        "insert into part_root (part, field, root, joined_at) values (?, ?, ?, ?)",
        part,
        field,
        root,
        store.now());
  }
}
