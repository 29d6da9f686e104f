package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes stored rows small: a text that was stored of late is shared, another one becomes its bytes
 * unless rows are likely to share it. References are left alone, as they are the texts that their
 * parents keep. Guarded by the org's lock.
 */
final class TextPool {

  private static final int SIZE = 1 << 13;

  private static final Set<FieldType> FEW_VALUES =
      EnumSet.of(FieldType.DATETIME, FieldType.DATE, FieldType.PICKLIST);

  private final TextNode[] known = new TextNode[SIZE];
  private final TextNode[] last;
  private final boolean[] unique;
  private final boolean[] fewValues;
  private final boolean[] references;

  TextPool(ObjectType type) {
    last = new TextNode[type.fields().size()];
    unique = new boolean[last.length];
    fewValues = new boolean[last.length];
    references = new boolean[last.length];
    int number = 0;
    for (Field field : type.fields()) {
      unique[number] = field.is(Trait.UNIQUE);
      references[number] = field.type() == FieldType.REFERENCE;
      fewValues[number++] = FEW_VALUES.contains(field.type());
    }
  }

  /** Whether texts of a field are stored as bytes, unless the last rows had the same. */
  static boolean encodes(Field field) {
    return field.type() != FieldType.REFERENCE && !FEW_VALUES.contains(field.type());
  }

  /** What to store of a text that a field has. */
  Object small(int number, TextNode text) {
    if (references[number] || text == last[number]) {
      return text;
    }
    if (unique[number]) {
      return EncodedText.bytes(text);
    }
    if (last[number] != null && text.equals(last[number])) {
      return last[number];
    }
    last[number] = text;
    return fewValues[number] ? shared(text) : EncodedText.bytes(text);
  }

  private Object shared(TextNode text) {
    int place = text.textValue().hashCode() & SIZE - 1;
    TextNode before = known[place];
    if (text.equals(before)) {
      return before;
    }
    known[place] = text;
    return text;
  }
}
