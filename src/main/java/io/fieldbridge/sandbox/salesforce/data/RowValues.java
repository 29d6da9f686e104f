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
 * bytes and no id; both come back when they are asked for. What is stored is copied before it is
 * changed.
 */
final class RowValues extends AbstractMap<String, JsonNode> {

  private static final int NOT_STORED = -1;

  private final RowShape shape;
  private Object[] values;
  private int position = NOT_STORED;

  RowValues(RowShape shape, Object[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** The row that a table has at a position. */
  RowValues(RowShape shape, Object[] values, int position) {
    this(shape, values);
    this.position = position;
  }

  RowShape shape() {
    return shape;
  }

  /** Gives the values to a table, which keeps them at a position and changes only their form. */
  Object[] storeAt(int at) {
    detach();
    position = at;
    return values;
  }

  RowValues copy() {
    RowValues copy = new RowValues(shape, values.clone());
    copy.values[RowShape.ID] = at(RowShape.ID);
    return copy;
  }

  private void detach() {
    if (position != NOT_STORED) {
      values = copy().values;
      position = NOT_STORED;
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
    detach();
    values[shape.number(name)] = from.values[from.shape.number(source)];
  }

  /** Takes over what another row has, where a null node clears. */
  void take(RowValues given) {
    detach();
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
    return get(name) != null;
  }

  @Override
  public JsonNode put(String name, JsonNode value) {
    int number = shape.number(name);
    if (number < 0) {
      throw new IllegalArgumentException(shape.name() + " has no field " + name);
    }
    detach();
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

  private boolean has(int number) {
    return values[number] != null || number == RowShape.ID && position != NOT_STORED;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof RowValues row) || row.shape != shape) {
      return super.equals(other);
    }
    for (int number = 0; number < values.length; number++) {
      boolean same = values[number] != null && values[number] == row.values[number];
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
