package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.util.List;

/**
 * Reads the cells of a column that names parents by an external id. Looks a parent up once while
 * rows that follow each other have the same. One thread may tell values ahead while another reads
 * earlier ones.
 */
public final class ParentReader {

  private final Field lookup;
  private final String key;
  private final String parentType;
  private final FieldNumber number;
  private final boolean createable;
  private final boolean updateable;
  private TextNode told;
  private ObjectType target;
  private JsonNode text;
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

  /** The value of a cell; the same again for rows that follow each other. */
  public JsonNode value(String cell) {
    if (told == null || !told.textValue().equals(cell)) {
      told = TextNode.valueOf(cell);
    }
    return told;
  }

  /** Takes a value of {@link #value}. */
  public void read(Body body, JsonNode cell) {
    if (target == null) {
      target = body.target(lookup, parentType);
    }
    Table parents = body.table(target);
    if (parents != table || parents.changes() != changes || cell != text) {
      text = null;
      id = body.match(target, Body.key(lookup, target, List.of(key)), cell.textValue());
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
