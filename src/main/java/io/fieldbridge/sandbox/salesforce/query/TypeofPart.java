package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code TYPEOF What WHEN Account THEN Phone ELSE Name END}: fields by the parent's object. */
final class TypeofPart {

  private final Source org;
  private final Field lookup;
  private final RecordView view;
  private final Map<String, List<Column>> branches = new HashMap<>();
  private final List<Column> otherwise;

  TypeofPart(Source org, ObjectType type, Soql.TypeofItem item, RecordView view) {
    this.org = org;
    this.view = view;
    this.lookup = type.parent(item.relationship());
    if (lookup == null || !NameObject.behind(lookup)) {
      throw new SalesforceError(
          "INVALID_FIELD",
          "TYPEOF can only be used with a polymorphic relationship, which '"
              + item.relationship()
              + "' of "
              + type.name()
              + " is not");
    }
    item.branches().forEach((name, fields) -> branches.put(branch(name), columns(name, fields)));
    String path = lookup.reference().relationship() + ".";
    this.otherwise =
        item.otherwise() == null
            ? null
            : item.otherwise().stream()
                .map(field -> Column.resolve(org, type, path + field))
                .toList();
  }

  private String branch(String name) {
    String object = QueryRun.object(org, name).name();
    if (!lookup.reference().to().contains(object)) {
      throw new SalesforceError(
          "INVALID_TYPE", lookup.name() + " never refers to an object of type " + object, name);
    }
    return object;
  }

  private List<Column> columns(String name, List<String> fields) {
    ObjectType branch = QueryRun.object(org, name);
    return fields.stream().map(field -> Column.resolve(org, branch, field)).toList();
  }

  /** Sets the parent into the record; null where it is empty or nobody asked for its object. */
  void place(ObjectNode record, ObjectNode row) {
    String name = lookup.reference().relationship();
    String id = row.path(lookup.name()).textValue();
    ObjectType object = id == null ? null : org.schema().ofId(id);
    ObjectNode parent = object == null ? null : org.table(object).live(id);
    List<Column> wanted = parent == null ? null : branches.get(object.name());
    if (wanted == null && (parent == null || otherwise == null)) {
      record.set(name, NullNode.instance);
    } else if (wanted == null) {
      otherwise.forEach(column -> Projection.place(view, record, row, column));
    } else {
      ObjectNode shown = view.envelope(object, parent);
      wanted.forEach(column -> Projection.place(view, shown, parent, column));
      record.set(name, shown);
    }
  }
}
