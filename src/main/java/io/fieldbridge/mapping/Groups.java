package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.model.RecordRef;
import io.fieldbridge.model.RemoteRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of one system of which several are one record for the flow, as the lines of a price list
 * with their days and quantities are one price. The contract says which of them counts at a moment;
 * its values are copied, never calculated. Immutable and thread-safe.
 */
public final class Groups {

  /** The member under which the record tells its key. */
  public static final String KEY = "groupKey";

  /** So many rows may be one record. */
  public static final int ROWS_MAX = 1000;

  private static final String BAR = "|";

  private final Grouping grouping;
  private final Formula filter;

  /**
   * @param filter which rows count at all, or null for every one
   */
  Groups(Grouping grouping, Formula filter) {
    this.grouping = grouping;
    this.filter = filter;
  }

  /** The system that has the rows. */
  public String system() {
    return grouping.system();
  }

  /** Whether the reference names a group, not one of its rows. */
  public boolean names(RecordRef ref) {
    return ref.system().equals(grouping.system()) && bars(ref) == grouping.by().size() - 1;
  }

  /** Whether the reference names a group of another {@code group-by}, which is none any more. */
  public boolean isOutdated(RecordRef ref) {
    return ref.system().equals(grouping.system()) && bars(ref) > 0 && !names(ref);
  }

  private static long bars(RecordRef ref) {
    return ref.id().chars().filter(one -> one == '|').count();
  }

  /** The group that a row belongs to. */
  public RecordRef groupOf(RemoteRecord row) {
    return new RecordRef(row.ref().system(), row.ref().object(), key(row.values()));
  }

  /** The values that the rows of a group have in common, by the vendor's field. */
  public Map<String, JsonNode> common(RecordRef group) {
    String[] values = group.id().split("\\|", -1);
    Map<String, JsonNode> common = new LinkedHashMap<>();
    for (int at = 0; at < values.length; at++) {
      String plain = values[at].replace("%7C", BAR).replace("%25", "%");
      common.put(grouping.by().get(at), TextNode.valueOf(plain));
    }
    return common;
  }

  private String key(ObjectNode row) {
    return grouping.by().stream()
        .map(field -> row.path(field))
        .map(value -> value.isNull() ? "" : value.asText())
        .map(text -> text.replace("%", "%25").replace(BAR, "%7C"))
        .collect(Collectors.joining(BAR));
  }

  /**
   * The row that counts at a moment, under the group's name and with its {@link #KEY}; the key
   * alone where none does. Its version tells which row counts, and in which version.
   *
   * @param rows all rows of the group, at least one
   * @throws RecordRejectedException where two count alike, where a row's day or number is none, and
   *     where there are more than {@link #ROWS_MAX}
   */
  public RemoteRecord choose(List<RemoteRecord> rows, Instant now) {
    RecordRef group = groupOf(rows.get(0));
    if (rows.size() > ROWS_MAX) {
      throw Refusal.of(
          "too-many-rows",
          "",
          group + " has more than " + ROWS_MAX + " rows.",
          "Name more fields under 'group-by', or delete rows that are over.");
    }
    return new Choice(grouping, now)
        .of(counting(rows), group)
        .map(row -> named(row, group))
        .orElseGet(() -> none(group));
  }

  /**
   * When another row may count, by what all rows of the group say now; empty for never.
   *
   * @throws RecordRejectedException where a row's day is none
   */
  public Optional<Instant> changesAt(List<RemoteRecord> rows, Instant now) {
    return new Choice(grouping, now).changesAt(counting(rows));
  }

  private List<RemoteRecord> counting(List<RemoteRecord> rows) {
    return rows.stream().filter(row -> filter == null || filter.holds(row.values())).toList();
  }

  /** Whether this is the record of a group of which no row counts. */
  boolean isNone(ObjectNode record) {
    return record.size() == 1 && record.has(KEY);
  }

  private static RemoteRecord named(RemoteRecord row, RecordRef group) {
    ObjectNode values = row.values().deepCopy().put(KEY, group.id());
    String version = row.ref().id() + " " + row.version();
    return new RemoteRecord(group, version, row.modifiedAt(), row.modifiedBy(), values);
  }

  /** The record of a group of which no row counts: its {@link #KEY} alone. */
  public RemoteRecord none(RecordRef group) {
    ObjectNode values = JsonNodeFactory.instance.objectNode().put(KEY, group.id());
    return new RemoteRecord(group, "", Instant.EPOCH, "", values);
  }
}
