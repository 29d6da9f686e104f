package io.fieldbridge.breaker;

import io.fieldbridge.model.RecordRef;
import io.fieldbridge.store.Row;
import io.fieldbridge.store.Store;
import io.fieldbridge.store.Texts;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables {@code mass_change}, {@code flow_stop} and {@code flow_release}. */
final class JdbcTouches {

  private static final int TOLD_MAX = 1000;

  private final Store store;

  JdbcTouches(Store store) {
    this.store = store;
  }

  void save(Touch touch) {
    Object[] row = {
      Texts.fit(touch.told(), TOLD_MAX),
      touch.at(),
      touch.receivedAt(),
      touch.flow(),
      touch.deed().word(),
      touch.record()
    };
    int there =
        store.update(
            "update mass_change set told = ?, changed_at = ?, received_at = ?"
                + " where flow = ? and deed = ? and record_ref = ?",
            row);
    if (there == 0) {
      store.update(
          "insert into mass_change (told, changed_at, received_at, flow, deed, record_ref)"
              + " values (?, ?, ?, ?, ?, ?)",
          row);
    }
  }

  List<Touch> since(Instant received) {
    return store.list(
        "select * from mass_change where received_at >= ? order by received_at",
        JdbcTouches::touch,
        received);
  }

  void forgetBefore(Instant received) {
    store.update("delete from mass_change where received_at < ?", received);
  }

  /** The newest first; at most {@code limit}. */
  List<Touch> newest(String flow, Deed deed, int limit) {
    return store.list(
        "select * from mass_change where flow = ? and deed = ?"
            + " order by changed_at desc, record_ref limit ?",
        JdbcTouches::touch,
        flow,
        deed.word(),
        limit);
  }

  private static Touch touch(Row row) throws SQLException {
    return new Touch(
        row.text("flow"),
        Deed.of(row.text("deed")),
        RecordRef.parse(row.text("record_ref")),
        row.text("told"),
        row.instant("changed_at"),
        row.instant("received_at"));
  }

  void save(Stop stop) {
    store.update("delete from flow_stop where flow = ?", stop.flow());
    store.update(
        "insert into flow_stop (flow, deed, counted, linked, stopped_at) values (?, ?, ?, ?, ?)",
        stop.flow(),
        stop.deed().word(),
        stop.records(),
        stop.linked(),
        stop.at());
  }

  List<Stop> stops() {
    return store.list(
        "select * from flow_stop",
        row ->
            new Stop(
                row.text("flow"),
                Deed.of(row.text("deed")),
                row.number("counted"),
                row.number("linked"),
                row.instant("stopped_at")));
  }

  /** Lets the flow go: what it received until then counts no more. */
  void release(String flow, Instant until, String by) {
    store.update("delete from flow_stop where flow = ?", flow);
    store.update("delete from mass_change where flow = ?", flow);
    store.update("delete from flow_release where flow = ?", flow);
    store.update(
        "insert into flow_release (flow, received_until, released_by) values (?, ?, ?)",
        flow,
        until,
        by);
  }

  Map<String, Instant> releases() {
    Map<String, Instant> releases = new TreeMap<>();
    store
        .list(
            "select flow, received_until from flow_release",
            row -> Map.entry(row.text("flow"), row.instant("received_until")))
        .forEach(release -> releases.put(release.getKey(), release.getValue()));
    return releases;
  }

  /** The newest time at which anything that counts was received. */
  Optional<Instant> newestReceived() {
    return store.first(
        "select received_at from mass_change order by received_at desc limit 1",
        row -> row.instant("received_at"));
  }
}
