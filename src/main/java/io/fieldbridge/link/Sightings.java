package io.fieldbridge.link;

import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Store;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Which linked records of the ERP are still there. One that is marked as {@link #DELETED}, or told
 * as gone with the version that its link knows, is not looked for any more. Each method joins the
 * thread's transaction. Thread-safe.
 */
public final class Sightings {

  /** What stands in the place of the version of a half whose deletion has been dealt with. */
  public static final String DELETED = "deleted";

  private static final String LOOKED_FOR =
      "flow = ? and erp_version <> '"
          + DELETED
          + "' and (told_gone is null or told_gone <> erp_version)";
  private static final String UNSEEN =
      LOOKED_FOR + " and created_at < ? and (seen_at is null or seen_at < ?)";
  private static final String MISSED = LOOKED_FOR + " and missed_at is not null";

  private final Store store;

  Sightings(Store store) {
    this.store = store;
  }

  /** These records were there at that time; others than linked ones, too. */
  public void seen(String flow, List<RecordRef> erp, Instant at) {
    store.inTransaction(
        () ->
            erp.forEach(
                ref ->
                    store.update(
                        "update link set seen_at = ?, missed_at = null, told_gone = null"
                            + " where flow = ? and erp = ?",
                        at,
                        flow,
                        ref)));
  }

  /**
   * Links that are older than the given time and were not {@link #seen} since, after the given id,
   * in order of id; at most {@code limit}.
   */
  public List<Link> unseen(String flow, Instant since, long afterId, int limit) {
    return page(UNSEEN, limit, flow, since, since, afterId);
  }

  public long countUnseen(String flow, Instant since) {
    return count(UNSEEN, flow, since, since);
  }

  /** Notes that the unseen ones are missed, and that nobody believes it before a person says so. */
  public void miss(String flow, Instant since) {
    store.update("update link set missed_at = ? where " + UNSEEN, since, flow, since, since);
  }

  /** What is missed and not seen since, after the given id, in order of id. */
  public List<Link> missed(String flow, long afterId, int limit) {
    return page(MISSED, limit, flow, afterId);
  }

  public long countMissed(String flow) {
    return count(MISSED, flow);
  }

  /** Notes that the record is told as gone; false when it was already, with this version. */
  public boolean gone(Link link) {
    return store.update(
            "update link set told_gone = erp_version, missed_at = null where id = ? and "
                + LOOKED_FOR,
            link.id(),
            link.flow())
        > 0;
  }

  private List<Link> page(String which, int limit, Object... values) {
    Object[] all = Arrays.copyOf(values, values.length + 1);
    all[values.length] = limit;
    return store.list(
        "select * from link where " + which + " and id > ? order by id limit ?",
        JdbcLinks::link,
        all);
  }

  private long count(String which, Object... values) {
    return store
        .first("select count(*) as n from link where " + which, row -> row.number("n"), values)
        .orElse(0L);
  }
}
