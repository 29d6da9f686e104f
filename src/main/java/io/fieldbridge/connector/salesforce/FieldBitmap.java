package io.fieldbridge.connector.salesforce;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * Which fields of an event's schema are meant, as {@code changedFields}, {@code nulledFields} and
 * {@code diffFields} tell it: a hexadecimal number whose bit n, from the right, is field n of the
 * schema; and for a compound field at index i an element {@code i-0x...} whose bit n is its part n
 * (Pub/Sub API guide, "Event Deserialization Considerations").
 */
final class FieldBitmap {

  /** More than the 800 custom fields that any edition allows. */
  private static final int DIGITS_MAX = 1024;

  private static final Pattern ELEMENT =
      Pattern.compile("(?:(\\d{1,5})-)?0[xX]([0-9A-Fa-f]{1," + DIGITS_MAX + "})");

  private final Map<Integer, BigInteger> parts = new TreeMap<>();

  private FieldBitmap() {}

  /**
   * @throws MalformedEventException if it names fields that the schema does not have
   */
  static FieldBitmap of(List<?> elements, Schema schema) throws MalformedEventException {
    if (elements.size() > schema.getFields().size() + 1) {
      throw new MalformedEventException(elements.size() + " bitmaps for one event");
    }
    FieldBitmap bitmap = new FieldBitmap();
    for (Object element : elements) {
      bitmap.add(String.valueOf(element), schema);
    }
    return bitmap;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Whether the field itself, whole, is meant. */
  boolean whole(int field) {
    return parts.containsKey(field) && parts.get(field).signum() == 0;
  }

  /** Whether this part of a compound field is meant, alone or with all others. */
  boolean part(int field, int part) {
    return whole(field) || parts.containsKey(field) && parts.get(field).testBit(part);
  }

  /** Whether the field or any part of it is meant. */
  boolean touches(int field) {
    return parts.containsKey(field);
  }

  private void add(String element, Schema schema) throws MalformedEventException {
    Matcher matcher = ELEMENT.matcher(element.length() > DIGITS_MAX + 10 ? "too long" : element);
    if (!matcher.matches()) {
      throw new MalformedEventException("'" + shown(element) + "' is no bitmap of fields");
    }
    BigInteger bits = new BigInteger(matcher.group(2), 16);
    if (matcher.group(1) == null) {
      addFields(bits, schema);
    } else {
      addParts(Integer.parseInt(matcher.group(1)), bits, schema);
    }
  }

  private void addFields(BigInteger bits, Schema schema) throws MalformedEventException {
    requireWithin(bits, schema);
    for (int field = 1; field < bits.bitLength(); field++) {
      if (bits.testBit(field)) {
        parts.put(field, BigInteger.ZERO);
      }
    }
  }

  private void addParts(int field, BigInteger bits, Schema schema) throws MalformedEventException {
    if (field >= schema.getFields().size()) {
      throw new MalformedEventException("a bitmap names field " + field + ", which is not there");
    }
    Schema compound = EventShape.compound(schema.getFields().get(field).schema());
    if (compound == null) {
      throw new MalformedEventException("a bitmap names parts of field " + field + " without any");
    }
    requireWithin(bits, compound);
    if (bits.signum() > 0 && !whole(field)) {
      parts.merge(field, bits, BigInteger::or);
    }
  }

  private static void requireWithin(BigInteger bits, Schema schema) throws MalformedEventException {
    if (bits.bitLength() > schema.getFields().size()) {
      throw new MalformedEventException(
          "a bitmap names field "
              + (bits.bitLength() - 1)
              + " of "
              + schema.getName()
              + ", which has "
              + schema.getFields().size());
    }
  }

  private static String shown(String element) {
    return element.length() > 40 ? element.substring(0, 40) + "..." : element;
  }
}
