package io.fieldbridge.sandbox.salesforce.events;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of fields as the Pub/Sub API writes it: one hexadecimal number for the event's own fields,
 * then one for each compound field, after its position and a dash.
 */
final class FieldBitmap {
  private BigInteger fields = BigInteger.ZERO;
  private final SortedMap<Integer, BigInteger> nested = new TreeMap<>();

  /** Reads what {@link #toList} wrote. */
  static FieldBitmap read(List<?> bitmaps) {
    FieldBitmap bitmap = new FieldBitmap();
    EventJson.bits(bitmaps)
        .forEach(
            (index, bits) -> {
              if (index < 0) {
                bitmap.fields = bits;
              } else {
                bitmap.nested.put(index, bits);
              }
            });
    return bitmap;
  }

  void remove(EventSchema.Slot slot) {
    if (slot.nested()) {
      nested.computeIfPresent(slot.index(), (index, bits) -> bits.clearBit(slot.component()));
      nested.values().removeIf(bits -> bits.signum() == 0);
    } else {
      fields = fields.clearBit(slot.index());
    }
  }

  void add(EventSchema.Slot slot) {
    if (slot.nested()) {
      nested.merge(slot.index(), BigInteger.ZERO.setBit(slot.component()), BigInteger::or);
    } else {
      fields = fields.setBit(slot.index());
    }
  }

  /** Empty where no field is in the set; else the event's own fields come first, always. */
  List<String> toList() {
    List<String> list = new ArrayList<>();
    if (fields.signum() > 0 || !nested.isEmpty()) {
      list.add(hex(fields));
      nested.forEach((index, bits) -> list.add(index + "-" + hex(bits)));
    }
    return list;
  }

  private static String hex(BigInteger bits) {
    String digits = bits.toString(16).toUpperCase(Locale.ROOT);
    return digits.length() % 2 == 0 ? "0x" + digits : "0x0" + digits;
  }
}
