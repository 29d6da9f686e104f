package io.fieldbridge.link;

import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import io.fieldbridge.store.Row;
import io.fieldbridge.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * The records that a flow's approval neither linked nor created. Each method joins the thread's
 * transaction. Thread-safe.
 */
public final class LeftAlone {

  private final Store store;

  LeftAlone(Store store) {
    this.store = store;
  }

  /**
   * A record as the approval saw it.
   *
   * @param version the vendor's version tag
   * @param editedAt when it was last edited, which the platform's own recalculation does not move;
   *     the epoch where the system does not say
   */
  public record Seen(RecordRef record, String version, Instant editedAt) {

    /** Whether nobody has edited it since. */
    public boolean isStill(RemoteRecord now) {
      return version.equals(now.version())
          || editedAt.isAfter(Instant.EPOCH) && editedAt.equals(now.modifiedAt());
    }
  }

  /**
   * @param at when the approval was given, by the database's clock
   */
  public record Entry(Seen seen, Instant at) {}

  /** A new approval takes the place of the flow's earlier one. */
  public void replace(String flow, Collection<Seen> records) {
    store.inTransaction(
        () -> {
          store.update("delete from left_alone where flow = ?", flow);
          Instant now = store.now();
          records.forEach(seen -> insert(flow, seen, now));
        });
  }

  private void insert(String flow, Seen seen, Instant now) {
    store.update(
        "insert into left_alone (flow, record_ref, version, edited_at, left_at, told)"
            + " values (?, ?, ?, ?, ?, ?)",
        flow,
        seen.record(),
        seen.version(),
        seen.editedAt(),
        now,
        false);
  }

  public Optional<Entry> find(String flow, RecordRef record) {
    return store.first(
        "select * from left_alone where flow = ? and record_ref = ?",
        LeftAlone::entry,
        flow,
        record);
  }

  /** From now on the record goes its way like any other. */
  public void forget(String flow, RecordRef record) {
    store.update("delete from left_alone where flow = ? and record_ref = ?", flow, record);
  }

  /** Notes that people were told of it; false when they had been. */
  public boolean tell(String flow, RecordRef record) {
    return store.update(
            "update left_alone set told = ? where flow = ? and record_ref = ? and told = ?",
            true,
            flow,
            record,
            false)
        > 0;
  }

  private static Entry entry(Row row) throws SQLException {
    RecordRef record = RecordRef.parse(row.text("record_ref"));
    Seen seen = new Seen(record, row.text("version"), row.instant("edited_at"));
    return new Entry(seen, row.instant("left_at"));
  }
}
