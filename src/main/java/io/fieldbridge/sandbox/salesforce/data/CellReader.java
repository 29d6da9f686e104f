package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;

/**
 * Reads the cells of one column of a file of rows. Remembers what it made of the texts before, as
 * columns repeat themselves. Used by one thread at a time.
 */
public final class CellReader {

  private static final int KNOWN = 1 << 8;

  private final ObjectType type;
  private final Field field;
  private final boolean repeats;
  private final boolean createable;
  private final boolean updateable;
  private final String[] texts = new String[KNOWN];
  private final JsonNode[] values = new JsonNode[KNOWN];

  /** The column of a field of the rows' own object. */
  public CellReader(ObjectType type, Field field) {
    this.type = type;
    this.field = field;
    this.repeats = !field.is(Trait.UNIQUE);
    this.createable = field.createable();
    this.updateable = field.updateable();
  }

  /** Takes a cell. */
  public void read(Body body, String cell) {
    boolean writable = body.creating() ? createable : updateable;
    if (repeats && writable) {
      body.setConverted(field, converted(cell));
    } else {
      body.set(field, TextNode.valueOf(cell));
    }
  }

  /** Takes a cell that clears the field. */
  public void clear(Body body) {
    body.set(field, NullNode.instance);
  }

  private JsonNode converted(String cell) {
    int place = cell.hashCode() & KNOWN - 1;
    if (!cell.equals(texts[place])) {
      values[place] = FieldValues.convert(type, field, TextNode.valueOf(cell));
      texts[place] = cell;
    }
    return values[place];
  }
}
