package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.salesforce.data.Body;
import io.fieldbridge.sandbox.salesforce.data.CellReader;
import io.fieldbridge.sandbox.salesforce.data.Given;
import io.fieldbridge.sandbox.salesforce.data.ParentReader;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** The columns of an upload, bound to the fields of its object. */
final class Columns {

  /** The cell that clears a field; an empty one leaves it as it is. */
  private static final String NULL = "#N/A";

  /** A header that cannot be understood; the whole job fails on it. */
  static final class HeaderException extends Exception {
    private static final long serialVersionUID = 1L;

    HeaderException(String message) {
      super(message);
    }
  }

  /**
   * One column: a field of the object, or of a parent that it names; {@code parent} is null where
   * it is the object's own.
   */
  private record Column(Field field, CellReader own, ParentReader parent) {

    Column(ObjectType type, Field field) {
      this(field, new CellReader(type, field), null);
    }

    /**
     * @param parentType as written before a colon, for lookups to several objects; else null
     */
    Column(ObjectType type, Field lookup, String key, String parentType) {
      this(lookup, new CellReader(type, lookup), new ParentReader(lookup, key, parentType));
    }

    /** The value to store; null where only the org can tell it or say why it is refused. */
    JsonNode value(String cell) {
      boolean plain = parent == null && !cell.isEmpty() && !cell.equals(NULL);
      return plain ? own.value(text(cell)) : null;
    }

    /**
     * Takes a cell that is not empty.
     *
     * @param value as {@link #value} has told it
     */
    void read(Body body, String cell, JsonNode value) {
      if (value != null) {
        own.read(body, value);
      } else if (cell.equals(NULL)) {
        own.clear(body);
      } else if (parent != null) {
        parent.read(body, cell);
      } else {
        own.refuse(body, text(cell));
      }
    }

    private String text(String cell) {
      return field.type() == FieldType.BOOLEAN ? bool(cell) : cell;
    }

    private static String bool(String cell) {
      return cell.equals("1") ? "true" : cell.equals("0") ? "false" : cell;
    }
  }

  private final List<String> names;
  private final List<Column> columns = new ArrayList<>();
  private final Field key;
  private final int idAt;
  private final int keyAt;

  private Columns(ObjectType type, List<String> names, Field key) throws HeaderException {
    this.names = names;
    for (String name : names) {
      columns.add(column(type, name));
    }
    idAt = at("Id");
    this.key = key;
    keyAt = key == null ? -1 : at(key.name());
  }

  /**
   * Binds the first line of an upload.
   *
   * @param key the external id of an upsert, else null
   */
  static Columns of(ObjectType type, String operation, List<String> names, Field key)
      throws HeaderException {
    if (names.isEmpty()) {
      throw new HeaderException("InvalidBatch : Failed to parse CSV header");
    }
    Columns columns = new Columns(type, names, key);
    boolean deletes = operation.endsWith("elete");
    if (columns.idAt < 0 && (deletes || operation.equals("update"))) {
      throw notFound("Id");
    }
    if (deletes && names.size() > 1) {
      throw new HeaderException(
          "InvalidBatch : The '" + operation + "' batch must contain only ids");
    }
    if (key != null && columns.keyAt < 0) {
      throw notFound(key.name());
    }
    return columns;
  }

  private int at(String fieldName) {
    for (int index = 0; index < columns.size(); index++) {
      Column column = columns.get(index);
      if (column.parent == null && column.field.name().equals(fieldName)) {
        return index;
      }
    }
    return -1;
  }

  private static Column column(ObjectType type, String name) throws HeaderException {
    Field own = type.field(name);
    if (own != null) {
      return new Column(type, own);
    }
    int colon = name.indexOf(':');
    int dot = name.indexOf('.', colon + 1);
    Field lookup = dot < 0 ? null : type.parent(name.substring(colon + 1, dot));
    if (lookup == null) {
      throw notFound(name);
    }
    String parentType = colon < 0 ? null : name.substring(0, colon);
    return new Column(type, lookup, name.substring(dot + 1), parentType);
  }

  private static HeaderException notFound(String name) {
    return new HeaderException("InvalidBatch : Field name not found : " + name);
  }

  List<String> names() {
    return names;
  }

  /** Whether the rows are told apart by an external id. */
  boolean hasKey() {
    return key != null;
  }

  /** The row's Id; the empty text where there is none. */
  String id(UploadRow row) {
    return idAt < 0 ? "" : row.cell(idAt);
  }

  /** The row's external id; the empty text where there is none. */
  String key(CSVRecord row) {
    return keyAt < 0 || row.get(keyAt).equals(NULL) ? "" : row.get(keyAt);
  }

  /** What can be told of a row's cells without the org; null where nothing can. */
  JsonNode[] values(CSVRecord row) {
    JsonNode[] values = new JsonNode[columns.size()];
    for (int index = 0; index < values.length; index++) {
      values[index] = columns.get(index).value(row.get(index));
    }
    return values;
  }

  /** The values to write, without the Id and without the external id of an upsert. */
  Given given(UploadRow row) {
    return body -> fill(body, row);
  }

  /** As above, with the external id. */
  Given givenWithKey(UploadRow row) {
    return body -> {
      fill(body, row);
      columns.get(keyAt).read(body, row.cell(keyAt), row.values()[keyAt]);
    };
  }

  private void fill(Body body, UploadRow row) {
    for (int index = 0; index < names.size(); index++) {
      String cell = row.cell(index);
      if (!cell.isEmpty() && index != idAt && index != keyAt) {
        columns.get(index).read(body, cell, row.values()[index]);
      }
    }
  }
}
