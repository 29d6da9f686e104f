package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.salesforce.data.Body;
import io.fieldbridge.sandbox.salesforce.data.CellReader;
import io.fieldbridge.sandbox.salesforce.data.Given;
import io.fieldbridge.sandbox.salesforce.data.ParentReader;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
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

    /** The value to read; null where there is none or it is to be refused. */
    JsonNode value(String cell) {
      if (cell.isEmpty() || cell.equals(NULL)) {
        return null;
      }
      return parent == null ? own.value(text(cell)) : parent.value(cell);
    }

    /** Takes what {@link #value} has told. */
    void read(Body body, JsonNode value) {
      if (parent == null) {
        own.read(body, value);
      } else {
        parent.read(body, value);
      }
    }

    /** Takes a cell that has no value. */
    void read(Body body, String cell) {
      if (cell.equals(NULL)) {
        own.clear(body);
      } else if (!cell.isEmpty()) {
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

  private final Column[] columns;
  private final Field key;
  private final int idAt;
  private final int keyAt;
  private volatile boolean creating = true;

  private Columns(ObjectType type, List<String> names, Field key) throws HeaderException {
    columns = new Column[names.size()];
    for (int index = 0; index < columns.length; index++) {
      columns[index] = column(type, names.get(index));
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
    for (int index = 0; index < columns.length; index++) {
      Column column = columns[index];
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

  /** Whether the rows are told apart by an external id. */
  boolean hasKey() {
    return key != null;
  }

  /** The row's Id; the empty text where there is none. */
  String id(CSVRecord row) {
    return idAt < 0 ? "" : row.get(idAt);
  }

  /** The row's external id; the empty text where there is none. */
  String key(CSVRecord row) {
    return keyAt < 0 || row.get(keyAt).equals(NULL) ? "" : row.get(keyAt);
  }

  /**
   * The values of a row's cells, as far as they have any that nobody has to refuse. Without that of
   * the external id while rows are likely to have their records already, as these keep it.
   */
  JsonNode[] values(CSVRecord row) {
    JsonNode[] values = new JsonNode[columns.length];
    for (int index = 0; index < values.length; index++) {
      if (index != keyAt || creating) {
        values[index] = columns[index].value(row.get(index));
      }
    }
    return values;
  }

  /** Is told whether rows of late were created; another thread may read on. */
  void creating(boolean some) {
    if (some != creating) {
      creating = some;
    }
  }

  /** Whether these values tell all that is in a row. */
  boolean tellAll(JsonNode[] values, CSVRecord row) {
    for (int index = 0; index < values.length; index++) {
      if (values[index] == null && index != keyAt && !row.get(index).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The values to write, without the Id and without the external id of an upsert. */
  Given given(UploadRow row) {
    return body -> fill(body, row);
  }

  /** As above, with the external id. */
  Given givenWithKey(UploadRow row) {
    return body -> {
      fill(body, row);
      readKey(body, row);
    };
  }

  private void fill(Body body, UploadRow row) {
    for (int index = 0; index < columns.length; index++) {
      if (index != idAt && index != keyAt) {
        read(body, row, index);
      }
    }
  }

  private void readKey(Body body, UploadRow row) {
    JsonNode value = row.values()[keyAt];
    if (value != null) {
      columns[keyAt].read(body, value);
    } else {
      columns[keyAt].read(body, row.key().text());
    }
  }

  private void read(Body body, UploadRow row, int column) {
    JsonNode value = row.values()[column];
    if (value != null) {
      columns[column].read(body, value);
    } else {
      columns[column].read(body, row.cell(column));
    }
  }
}
