package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Trait;

/**
 * Reads the cells of one column of a file of rows. Remembers what it made of the texts before, as
 * columns repeat themselves. One thread may tell values ahead while another writes earlier ones.
 */
public final class CellReader {

  private static final int KNOWN = 1 << 12;

  private final ObjectType type;
  private final Field field;
  private final FieldNumber number;
  private final boolean repeats;
  private final boolean encodes;
  private final boolean reference;
  private final boolean createable;
  private final boolean updateable;
  private final String[] texts = new String[KNOWN];
  private final JsonNode[] values = new JsonNode[KNOWN];
  private String told;
  private JsonNode toldValue;
  private JsonNode met;
  private JsonNode kept;
  private Table parents;
  private long changes;

  /** The column of a field of the rows' own object. */
  public CellReader(ObjectType type, Field field) {
    this.type = type;
    this.field = field;
    this.repeats = !field.is(Trait.UNIQUE);
    this.number = new FieldNumber(field);
    this.encodes = TextPool.encodes(field);
    this.reference = field.type() == FieldType.REFERENCE;
    this.createable = field.createable();
    this.updateable = field.updateable();
  }

  /** The value of a cell as it is stored; null where it is refused. */
  public JsonNode value(String cell) {
    try {
      return repeats ? remembered(cell) : converted(cell);
    } catch (SalesforceError refused) {
      return null;
    }
  }

  /** Takes a value of {@link #value}. */
  public void read(Body body, JsonNode value) {
    if (!(body.creating() ? createable : updateable)) {
      body.checkWritable(field);
    }
    if (reference && !isKnown(body, value)) {
      parents = body.checkReference(field, value);
      changes = parents == null ? 0 : parents.changes();
      met = value;
      kept = parents == null ? value : parents.reference(value);
    }
    body.put(field, number, reference ? kept : value);
  }

  /** Whether this parent was the last one, and is still there. */
  private boolean isKnown(Body body, JsonNode value) {
    return value == met
        && parents != null
        && parents == body.table(parents.type())
        && changes == parents.changes();
  }

  /** Takes a cell that has no value; says why it is refused. */
  public void refuse(Body body, String cell) {
    body.set(field, TextNode.valueOf(cell));
  }

  /** Takes a cell that clears the field. */
  public void clear(Body body) {
    body.set(field, NullNode.instance);
  }

  private JsonNode remembered(String cell) {
    if (!cell.equals(told)) {
      toldValue = known(cell);
      told = cell;
    }
    return toldValue;
  }

  private JsonNode known(String cell) {
    int place = cell.hashCode() & KNOWN - 1;
    if (!cell.equals(texts[place])) {
      values[place] = converted(cell);
      texts[place] = cell;
    }
    return values[place];
  }

  private JsonNode converted(String cell) {
    JsonNode value = FieldValues.convert(type, field, TextNode.valueOf(cell));
    return encodes && value.isTextual() ? new EncodedText(value.textValue()) : value;
  }
}
