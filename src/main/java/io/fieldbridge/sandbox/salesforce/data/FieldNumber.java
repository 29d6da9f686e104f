package io.fieldbridge.sandbox.salesforce.data;

import io.fieldbridge.sandbox.salesforce.schema.Field;

/** Which number a field has in the rows that are written one after the other. */
final class FieldNumber {

  private final String name;
  private RowShape shape;
  private int number;

  FieldNumber(Field field) {
    name = field.name();
  }

  int in(RowShape wanted) {
    if (wanted != shape) {
      number = wanted.number(name);
      shape = wanted;
    }
    return number;
  }
}
