package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a lookup to several objects leads to: the pseudo object {@code Name}, whose fields stand for
 * those of whichever object it is.
 */
final class NameObject {

  static final String NAME = "Name";
  private static final String TYPE = "Type";
  private static final Map<String, Field> FIELDS =
      Stream.of(
              field("Id", FieldType.ID),
              field(NAME, FieldType.STRING),
              field(TYPE, FieldType.STRING),
              field("FirstName", FieldType.STRING),
              field("LastName", FieldType.STRING),
              field("Title", FieldType.STRING),
              field("Username", FieldType.STRING),
              field("Alias", FieldType.STRING),
              field("Email", FieldType.EMAIL),
              field("Phone", FieldType.PHONE),
              field("IsActive", FieldType.BOOLEAN),
              field("RecordTypeId", FieldType.REFERENCE))
          .collect(Collectors.toMap(field -> lower(field.name()), Function.identity()));

  private NameObject() {}

  private static Field field(String name, FieldType type) {
    return new Field(
        name, type, new Field.Size(255, 0, 0), Set.of(), List.of(), null, null, null, null);
  }

  /** Whether a lookup leads here, and not to an object that is known beforehand. */
  static boolean behind(Field lookup) {
    return lookup.reference().to().size() > 1;
  }

  /** Null where there is no such field. */
  static Field field(String name) {
    return FIELDS.get(lower(name));
  }

  /** The value of one of the fields; null where the object has none such, or it is empty. */
  static JsonNode value(ObjectType type, ObjectNode row, Field field) {
    if (field.name().equals(TYPE)) {
      return TextNode.valueOf(type.name());
    }
    if (field.name().equals(NAME)) {
      return type.fields().stream()
          .filter(one -> one.is(Trait.NAME))
          .findFirst()
          .map(one -> row.get(one.name()))
          .orElse(null);
    }
    Field own = type.field(field.name());
    return own == null ? null : row.get(own.name());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
