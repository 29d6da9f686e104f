package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import java.util.List;
import java.util.Optional;

/** Finds live rows by id or external id. */
public final class Lookup {

  private Lookup() {}

  /** The live rows that an id or external id names; deleted rows never match. */
  public static List<ObjectNode> byKey(Table table, Field key, String value) {
    if (key.type() == FieldType.ID) {
      ObjectNode row = table.live(RecordIds.canonical(value));
      return row == null ? List.of() : List.of(row);
    }
    return table.having(key, value.strip());
  }

  /**
   * The position of the one live row that an id or external id names; {@link Table#NONE} or {@link
   * Table#SEVERAL} otherwise.
   */
  static int position(Table table, Field key, String value) {
    boolean indexed = key.type() != FieldType.ID && table.indexed(key);
    int only = indexed ? table.only(key, value.strip()) : Table.SEVERAL;
    if (only != Table.SEVERAL) {
      return table.isLive(only) ? only : Table.NONE;
    }
    List<ObjectNode> found = byKey(table, key, value);
    if (found.isEmpty()) {
      return Table.NONE;
    }
    return found.size() > 1 ? Table.SEVERAL : table.position(found.get(0));
  }

  /**
   * The one live row that an id or external id names; null where there is none.
   *
   * @throws SeveralRecords where there are more
   */
  static Row row(Table table, Field key, String value) {
    boolean indexed = key.type() != FieldType.ID && table.indexed(key);
    int position = indexed ? table.only(key, value.strip()) : Table.SEVERAL;
    return position == Table.SEVERAL
        ? (Row) only(table, key, value).orElse(null)
        : table.live(position);
  }

  /**
   * The one live row that an id or external id names.
   *
   * @throws SeveralRecords where there are more
   */
  public static Optional<ObjectNode> only(Table table, Field key, String value) {
    List<ObjectNode> found = byKey(table, key, value);
    if (found.size() > 1) {
      throw new SeveralRecords(found.stream().map(row -> row.get("Id").textValue()).toList());
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
  }
}
