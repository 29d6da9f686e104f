package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/**
 * The values of one row by field name, in the order of the fields. A stored row may have texts as
 * bytes and no id; both come back when they are asked for.
 */
final class RowValues extends AbstractMap<String, JsonNode> {

  private static final int NOT_STORED = -1;

  private final RowShape shape;
  private final Object[] values;
  private int position = NOT_STORED;
  private long changes = NOT_STORED;

  RowValues(RowShape shape, Object[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * The row that a table has at a position.
   *
   * @param changes of the table when it was read
   */
  RowValues(RowShape shape, Object[] values, int position, long changes) {
    this(shape, values);
    this.position = position;
    this.changes = changes;
  }

  RowShape shape() {
    return shape;
  }

  /** Where its table has the row; -1 where only its id tells. */
  int position() {
    return position;
  }

  /** How often its table had changed when the row was read from it; -1 where it was not. */
  long changes() {
    return changes;
  }

  /** Gives the row its place, and with it its id. */
  void place(int at) {
    position = at;
  }

  /** The values by field number, as they may be stored. */
  Object[] stored() {
    return values;
  }

  RowValues copy() {
    RowValues copy = new RowValues(shape, values.clone());
    copy.place(position);
    return copy;
  }

  /** Whether a field is not empty. */
  boolean has(int number) {
    return values[number] != null || number == RowShape.ID && position != NOT_STORED;
  }

  /** Sets a field that was not set before; otherwise false. */
  boolean fill(int number, JsonNode value) {
    boolean empty = values[number] == null;
    values[number] = value;
    return empty;
  }

  /** Notes who has changed the row, or created it, and when. */
  void stamp(JsonNode time, JsonNode user, boolean created) {
    int[] numbers = shape.stamps();
    values[numbers[0]] = time;
    values[numbers[1]] = user;
    values[numbers[2]] = time;
    if (created) {
      values[numbers[3]] = time;
      values[numbers[4]] = user;
    }
  }

  /** Null where the field is empty. */
  private JsonNode at(int number) {
    Object value = values[number];
    if (value == null && number == RowShape.ID && position != NOT_STORED) {
      return shape.id(position);
    }
    return read(value);
  }

  /** Whether a row of the same shape has another value. */
  boolean differs(String name, RowValues other) {
    int number = shape.number(name);
    return number == RowShape.ID
        ? !Objects.equals(at(number), other.at(number))
        : number > RowShape.ID && !same(values[number], other.values[number]);
  }

  /** A stored value as it was before. */
  static JsonNode read(Object value) {
    return value instanceof byte[] bytes
        ? TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8))
        : (JsonNode) value;
  }

  /** A stored value as text. */
  static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : ((JsonNode) value).asText();
  }

  /** Whether two stored values are the same; both may be null. */
  static boolean same(Object value, Object other) {
    if (value == other || value == null || other == null) {
      return value == other;
    }
    if (value instanceof byte[] bytes) {
      return other instanceof byte[] others
          ? Arrays.equals(bytes, others)
          : other instanceof TextNode && same(bytes, ((TextNode) other).textValue());
    }
    return other instanceof byte[] ? same(other, value) : value.equals(other);
  }

  private static boolean same(byte[] bytes, String text) {
    if (bytes.length < text.length()) {
      return false;
    }
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      if (letter >= 128) {
        return text.equals(new String(bytes, StandardCharsets.UTF_8));
      }
      if (bytes[index] != letter) {
        return false;
      }
    }
    return bytes.length == text.length();
  }

  /** Takes over one value of another row. */
  void take(String name, RowValues from, String source) {
    values[shape.number(name)] = from.values[from.shape.number(source)];
  }

  /** Takes over what another row has, where a null node clears. */
  void take(RowValues given) {
    for (int number = 0; number < values.length; number++) {
      Object value = given.values[number];
      if (value != null) {
        values[number] = value instanceof NullNode ? null : value;
      }
    }
  }

  @Override
  public JsonNode get(Object name) {
    int number = shape.number(name);
    return number < 0 ? null : at(number);
  }

  @Override
  public boolean containsKey(Object name) {
    int number = shape.number(name);
    return number >= 0 && has(number);
  }

  @Override
  public JsonNode put(String name, JsonNode value) {
    int number = shape.number(name);
    if (number < 0) {
      throw new IllegalArgumentException(shape.name() + " has no field " + name);
    }
    JsonNode before = at(number);
    values[number] = value;
    return before;
  }

  @Override
  public JsonNode remove(Object name) {
    return shape.number(name) < 0 ? null : put((String) name, null);
  }

  @Override
  public int size() {
    int size = 0;
    for (int number = 0; number < values.length; number++) {
      size += has(number) ? 1 : 0;
    }
    return size;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof RowValues row) || row.shape != shape) {
      return super.equals(other);
    }
    for (int number = 0; number < values.length; number++) {
      boolean same =
          values[number] == row.values[number]
              && (values[number] != null || position == row.position);
      if (!same && !Objects.equals(at(number), row.at(number))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  @Override
  public Set<Map.Entry<String, JsonNode>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, JsonNode>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return RowValues.this.size();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, JsonNode>> {

    private int number = -1;
    private int given = -1;

    Entries() {
      advance();
    }

    private void advance() {
      do {
        number++;
      } while (number < values.length && !has(number));
    }

    @Override
    public boolean hasNext() {
      return number < values.length;
    }

    @Override
    public Map.Entry<String, JsonNode> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, JsonNode> entry = Map.entry(shape.field(number).name(), at(number));
      given = number;
      advance();
      return entry;
    }

    @Override
    public void remove() {
      RowValues.this.put(shape.field(given).name(), null);
    }
  }
}
