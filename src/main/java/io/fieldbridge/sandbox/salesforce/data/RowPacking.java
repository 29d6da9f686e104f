package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.Json;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows as a few hundred bytes instead of as trees, so that a million of them fit into memory. Texts
 * that come again and again, such as times and references, are kept once.
 */
final class RowPacking {

  private static final int SHARED_MAX = 1 << 17;
  private static final Set<FieldType> SHARED =
      Set.of(FieldType.DATETIME, FieldType.DATE, FieldType.PICKLIST, FieldType.REFERENCE);

  private final List<Field> fields;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<TextNode> shared = new ArrayList<>();

  RowPacking(ObjectType type) {
    fields = List.copyOf(type.fields());
  }

  /** The bytes; null where the row has something that cannot be packed. */
  byte[] pack(ObjectNode row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    int packed = 0;
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int index = 0; index < fields.size(); index++) {
        JsonNode value = row.get(fields.get(index).name());
        if (value != null) {
          out.writeShort(index);
          if (!pack(out, fields.get(index), value)) {
            return null;
          }
          packed++;
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return packed == row.size() ? bytes.toByteArray() : null;
  }

  private boolean pack(DataOutputStream out, Field field, JsonNode value) throws IOException {
    if (value.isBoolean()) {
      out.writeByte(value.booleanValue() ? 't' : 'f');
    } else if (value instanceof LongNode) {
      out.writeByte('l');
      out.writeLong(value.longValue());
    } else if (value instanceof DecimalNode) {
      out.writeByte('d');
      text(out, value.decimalValue().toString());
    } else if (value.isTextual()) {
      text(out, field, (TextNode) value);
    } else {
      return false;
    }
    return true;
  }

  private void text(DataOutputStream out, Field field, TextNode value) throws IOException {
    Integer number = SHARED.contains(field.type()) ? number(value) : null;
    if (number == null) {
      out.writeByte('s');
      text(out, value.textValue());
    } else {
      out.writeByte('r');
      out.writeInt(number);
    }
  }

  private Integer number(TextNode value) {
    Integer known = numbers.get(value.textValue());
    if (known == null && shared.size() < SHARED_MAX) {
      known = shared.size();
      numbers.put(value.textValue(), known);
      shared.add(value);
    }
    return known;
  }

  ObjectNode unpack(byte[] packed) {
    ObjectNode row = Json.object();
    ByteBuffer in = ByteBuffer.wrap(packed);
    while (in.hasRemaining()) {
      row.set(fields.get(in.getShort()).name(), value(in));
    }
    return row;
  }

  private JsonNode value(ByteBuffer in) {
    int kind = in.get();
    switch (kind) {
      case 't', 'f':
        return BooleanNode.valueOf(kind == 't');
      case 'l':
        return LongNode.valueOf(in.getLong());
      case 'd':
        return DecimalNode.valueOf(new BigDecimal(text(in)));
      case 'r':
        return shared.get(in.getInt());
      default:
        return TextNode.valueOf(text(in));
    }
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
