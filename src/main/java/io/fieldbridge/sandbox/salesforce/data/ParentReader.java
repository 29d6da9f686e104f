package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.List;

/**
 * Reads the cells of a column that names parents by an external id. Looks a parent up once while
 * rows that follow each other have the same. Used by one thread at a time.
 */
public final class ParentReader {

  private final Field lookup;
  private final String key;
  private final String parentType;
  private final FieldNumber number;
  private final boolean createable;
  private final boolean updateable;
  private ObjectType target;
  private String text;
  private Table table;
  private long changes;
  private JsonNode id;

  /**
   * @param key the name of the parent's external id
   * @param parentType for lookups to several objects; else null
   */
  public ParentReader(Field lookup, String key, String parentType) {
    this.lookup = lookup;
    this.key = key;
    this.parentType = parentType;
    this.number = new FieldNumber(lookup);
    this.createable = lookup.createable();
    this.updateable = lookup.updateable();
  }

  /** Takes a cell. */
  public void read(Body body, String cell) {
    if (target == null) {
      target = body.target(lookup, parentType);
    }
    Table parents = body.table(target);
    if (parents != table || parents.changes() != changes || !cell.equals(text)) {
      text = null;
      id = body.match(target, Body.key(lookup, target, List.of(key)), cell);
      text = cell;
      table = parents;
      changes = parents.changes();
    }
    if (!(body.creating() ? createable : updateable)) {
      body.checkWritable(lookup);
    }
    body.put(lookup, number, id);
  }
}
