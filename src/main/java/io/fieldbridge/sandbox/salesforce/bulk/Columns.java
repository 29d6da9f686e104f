package io.fieldbridge.sandbox.salesforce.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.Json;
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
   * One column: a field of the object, or of a parent that it names.
   *
   * @param key the parent's external id; null where the column is a field of the object itself
   * @param parentType as written before a colon, for lookups to several objects; else null
   */
  private record Column(Field field, String key, String parentType) {

    void put(ObjectNode body, String cell) {
      if (cell.equals(NULL)) {
        body.putNull(field.name());
      } else if (key == null) {
        body.put(field.name(), field.type() == FieldType.BOOLEAN ? bool(cell) : cell);
      } else {
        ObjectNode parent = body.putObject(field.reference().relationship()).put(key, cell);
        if (parentType != null) {
          parent.putObject("attributes").put("type", parentType);
        }
      }
    }

    private static String bool(String cell) {
      return cell.equals("1") ? "true" : cell.equals("0") ? "false" : cell;
    }
  }

  private final List<String> names;
  private final List<Column> columns = new ArrayList<>();
  private final int idAt;
  private final int keyAt;

  private Columns(ObjectType type, List<String> names, Field key) throws HeaderException {
    this.names = names;
    for (String name : names) {
      columns.add(column(type, name));
    }
    idAt = at("Id");
    keyAt = key == null ? -1 : at(key.name());
  }

  /**
   * Binds the first line of an upload.
   *
   * @param key the external id of an upsert, else null
   */
  static Columns of(ObjectType type, String operation, List<String> names, Field key)
      throws HeaderException {
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
      if (column.key == null && column.field.name().equals(fieldName)) {
        return index;
      }
    }
    return -1;
  }

  private static Column column(ObjectType type, String name) throws HeaderException {
    Field own = type.field(name);
    if (own != null) {
      return new Column(own, null, null);
    }
    int colon = name.indexOf(':');
    int dot = name.indexOf('.', colon + 1);
    Field lookup = dot < 0 ? null : type.parent(name.substring(colon + 1, dot));
    if (lookup == null) {
      throw notFound(name);
    }
    return new Column(lookup, name.substring(dot + 1), colon < 0 ? null : name.substring(0, colon));
  }

  private static HeaderException notFound(String name) {
    return new HeaderException("InvalidBatch : Field name not found : " + name);
  }

  List<String> names() {
    return names;
  }

  /** The row's Id; the empty text where there is none. */
  String id(CSVRecord row) {
    return idAt < 0 ? "" : row.get(idAt);
  }

  /** The row's external id; the empty text where there is none. */
  String key(CSVRecord row) {
    return keyAt < 0 || row.get(keyAt).equals(NULL) ? "" : row.get(keyAt);
  }

  /** The values to write, without the Id and without the external id of an upsert. */
  ObjectNode body(CSVRecord row) {
    ObjectNode body = Json.object();
    for (int index = 0; index < columns.size(); index++) {
      String cell = row.get(index);
      if (!cell.isEmpty() && index != idAt && index != keyAt) {
        columns.get(index).put(body, cell);
      }
    }
    return body;
  }
}
