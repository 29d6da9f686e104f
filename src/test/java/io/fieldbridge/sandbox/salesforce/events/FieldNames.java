package io.fieldbridge.sandbox.salesforce.events;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Reads the lists of fields in a header as the vendor's contract words them, by hand. */
final class FieldNames {
  private FieldNames() {}

  static List<String> of(GenericRecord event, String list) {
    GenericRecord header = (GenericRecord) event.get("ChangeEventHeader");
    List<String> names = new ArrayList<>();
    for (Object entry : (List<?>) header.get(list)) {
      String text = entry.toString();
      if (text.contains("-")) {
        int index = Integer.parseInt(text.substring(0, text.indexOf('-')));
        Schema.Field parent = event.getSchema().getFields().get(index);
        bits(text.substring(text.indexOf('-') + 1), recordIn(parent.schema()))
            .forEach(child -> names.add(parent.name() + "." + child));
      } else {
        names.addAll(bits(text, event.getSchema()));
      }
    }
    return names;
  }

  private static List<String> bits(String hex, Schema schema) {
    if (!hex.startsWith("0x")) {
      throw new IllegalArgumentException("Not hexadecimal: " + hex);
    }
    byte[] bytes = HexFormat.of().parseHex(hex.substring(2));
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      if ((bytes[bytes.length - 1 - bit / 8] >> (bit % 8) & 1) == 1) {
        names.add(schema.getFields().get(bit).name());
      }
    }
    return names;
  }

  private static Schema recordIn(Schema union) {
    return union.getTypes().stream()
        .filter(type -> type.getType() == Schema.Type.RECORD)
        .findFirst()
        .orElseThrow();
  }
}
