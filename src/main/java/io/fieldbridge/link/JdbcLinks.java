package io.fieldbridge.link;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.model.Link;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Row;
import io.fieldbridge.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code link}. */
final class JdbcLinks {

  private final Store store;

  JdbcLinks(Store store) {
    this.store = store;
  }

  Optional<Link> find(String flow, RecordRef ref) {
    return store
        .first("select * from link where flow = ? and crm = ?", JdbcLinks::link, flow, ref)
        .or(
            () ->
                store.first(
                    "select * from link where flow = ? and erp = ?", JdbcLinks::link, flow, ref));
  }

  Optional<Link> find(long id) {
    return store.first("select * from link where id = ?", JdbcLinks::link, id);
  }

  List<Link> findByNumber(String number) {
    return store.list(
        "select * from link where crm_number = ? union select * from link where erp_number = ?"
            + " order by id limit 100",
        JdbcLinks::link,
        number,
        number);
  }

  List<Link> list(String flow, long afterId, int limit) {
    return store.list(
        "select * from link where flow = ? and id > ? order by id limit ?",
        JdbcLinks::link,
        flow,
        afterId,
        limit);
  }

  long count(String flow) {
    return store
        .first("select count(*) as n from link where flow = ?", row -> row.number("n"), flow)
        .orElse(0L);
  }

  Link insert(String flow, Link.Side crm, Link.Side erp, ObjectNode lines) {
    Instant now = store.now();
    long id =
        store.insert(
            "insert into link (flow, crm, crm_number, crm_version, crm_base, erp, erp_number,"
                + " erp_version, erp_base, line_ids, created_at, updated_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            flow,
            crm.ref(),
            crm.number(),
            crm.version(),
            crm.base(),
            erp.ref(),
            erp.number(),
            erp.version(),
            erp.base(),
            lines,
            now,
            now);
    return new Link(id, flow, crm, erp, lines);
  }

  int update(Link link) {
    return store.update(
        "update link set crm_number = ?, crm_version = ?, crm_base = ?, erp_number = ?,"
            + " erp_version = ?, erp_base = ?, line_ids = ?, updated_at = ? where id = ?",
        link.crm().number(),
        link.crm().version(),
        link.crm().base(),
        link.erp().number(),
        link.erp().version(),
        link.erp().base(),
        link.lines(),
        store.now(),
        link.id());
  }

  static Link link(Row row) throws SQLException {
    return new Link(
        row.number("id"),
        row.text("flow"),
        side(row, "crm"),
        side(row, "erp"),
        row.json("line_ids"));
  }

  private static Link.Side side(Row row, String end) throws SQLException {
    return new Link.Side(
        RecordRef.parse(row.text(end)),
        row.text(end + "_number"),
        row.text(end + "_version"),
        row.json(end + "_base"));
  }
}
