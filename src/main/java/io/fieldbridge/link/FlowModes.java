package io.fieldbridge.link;

import io.fieldbridge.store.Row;
import io.fieldbridge.store.Store;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The mode of each flow, and who approved its going live. Thread-safe. */
public final class FlowModes {

  private final Store store;

  public FlowModes(Store store) {
    this.store = store;
  }

  /**
   * @param changedBy who set the mode, or the empty string for one that nobody has set yet
   * @param approvedBy who first let the flow go live
   */
  public record Setting(
      FlowMode mode, String changedBy, Optional<String> approvedBy, Optional<Instant> approvedAt) {}

  /** The flow's mode; {@link FlowMode#OBSERVE} as long as nobody set one. */
  public FlowMode mode(String flow) {
    return setting(flow).mode();
  }

  public Setting setting(String flow) {
    return store
        .first("select * from flow_mode where flow = ?", FlowModes::setting, flow)
        .orElse(new Setting(FlowMode.OBSERVE, "", Optional.empty(), Optional.empty()));
  }

  /** Sets the mode; the first time it is {@code LIVE} counts as the approval. */
  public void set(String flow, FlowMode mode, String by) {
    store.inTransaction(
        () -> {
          Setting present = setting(flow);
          Instant now = store.now();
          boolean approves = mode == FlowMode.LIVE && present.approvedAt().isEmpty();
          store.update("delete from flow_mode where flow = ?", flow);
          store.update(
              "insert into flow_mode (flow, mode, changed_by, changed_at, approved_by, approved_at)"
                  + " values (?, ?, ?, ?, ?, ?)",
              flow,
              mode.name().toLowerCase(Locale.ROOT),
              by,
              now,
              approves ? by : present.approvedBy().orElse(null),
              approves ? now : present.approvedAt().orElse(null));
        });
  }

  /**
   * Gives a flow its mode where it has none; what the database says already stands.
   *
   * @return whether it was set
   */
  public boolean begin(String flow, FlowMode mode, String by) {
    return store.inTransaction(
        () -> {
          boolean begins =
              store
                  .first("select flow from flow_mode where flow = ?", row -> row.text("flow"), flow)
                  .isEmpty();
          if (begins) {
            set(flow, mode, by);
          }
          return begins;
        });
  }

  private static Setting setting(Row row) throws SQLException {
    return new Setting(
        FlowMode.valueOf(row.text("mode").toUpperCase(Locale.ROOT)),
        row.text("changed_by"),
        Optional.ofNullable(row.text("approved_by")),
        Optional.ofNullable(row.instant("approved_at")));
  }
}
