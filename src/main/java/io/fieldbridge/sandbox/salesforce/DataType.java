package io.fieldbridge.sandbox.salesforce;

import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.Trait;

/** A field's type as the setup pages write it: {@code Text(80)}, {@code Lookup(Account)}. */
final class DataType {

  private static final int LONG_TEXT = 255;

  private DataType() {}

  static String of(Field field) {
    return field.is(Trait.FORMULA) ? "Formula (" + plain(field) + ")" : plain(field);
  }

  private static String plain(Field field) {
    FieldType type = field.type();
    if (field.is(Trait.AUTONUMBER)) {
      return "Auto Number";
    }
    if (type.isNumber()) {
      return number(field);
    }
    switch (type) {
      case STRING:
        return "Text(" + field.size().length() + ")";
      case TEXTAREA:
        return field.size().length() > LONG_TEXT
            ? "Long Text Area(" + field.size().length() + ")"
            : "Text Area(" + field.size().length() + ")";
      case REFERENCE:
        boolean master = field.is(Trait.CASCADE) && field.is(Trait.REQUIRED);
        String to = String.join(",", field.reference().to());
        return (master ? "Master-Detail(" : "Lookup(") + to + ")";
      case DATETIME:
        return "Date/Time";
      case BOOLEAN:
        return "Checkbox";
      case MULTIPICKLIST:
        return "Picklist (Multi-Select)";
      case URL:
        return "URL(" + field.size().length() + ")";
      default:
        String name = type.describeName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
  }

  private static String number(Field field) {
    String kind =
        switch (field.type()) {
          case CURRENCY -> "Currency";
          case PERCENT -> "Percent";
          default -> "Number";
        };
    Field.Size size = field.size();
    return kind + "(" + (size.precision() - size.scale()) + ", " + size.scale() + ")";
  }
}
