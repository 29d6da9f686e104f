package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.util.List;

/**
 * What the rows of one object have in common: which field has which number, and which fields need
 * care when a row is written. Thread-safe.
 */
final class RowShape {

  /** The number of the field {@code Id}, which each object has first. */
  static final int ID = 0;

  private static final int SPARSE = 8;
  private static final List<String> STAMPS =
      List.of(
          "LastModifiedDate", "LastModifiedById", "SystemModstamp", "CreatedDate", "CreatedById");

  private final ObjectType type;
  private final List<Field> fields;
  private final String[] names;
  private final int[] numbers;
  private final JsonNode[] defaults;
  private final List<Field> required;
  private final int[] requiredNumbers;
  private final List<Field> unique;
  private final List<Field> masters;
  private final List<Field> counted;
  private final Rule[] rules;
  private final int[] stamps;

  RowShape(ObjectType type) {
    this.type = type;
    fields = List.copyOf(type.fields());
    names = new String[Integer.highestOneBit(fields.size()) * SPARSE];
    numbers = new int[names.length];
    fields.forEach(this::learn);
    defaults = fields.stream().map(field -> defaultOf(type, field)).toArray(JsonNode[]::new);
    required = with(Trait.REQUIRED);
    requiredNumbers = required.stream().mapToInt(field -> number(field.name())).toArray();
    unique = with(Trait.UNIQUE);
    masters = with(Trait.CASCADE);
    counted = with(Trait.AUTONUMBER);
    rules = Rules.of(type.name()).stream().filter(rule -> rule.concerns(type)).toArray(Rule[]::new);
    stamps = STAMPS.stream().mapToInt(this::number).toArray();
  }

  private static JsonNode defaultOf(ObjectType type, Field field) {
    String text = field.defaultValue();
    if (field.is(Trait.FORMULA)) {
      return null;
    }
    if (field.type() == FieldType.BOOLEAN) {
      return BooleanNode.valueOf(Boolean.parseBoolean(text));
    }
    return text == null ? null : FieldValues.convert(type, field, TextNode.valueOf(text));
  }

  private List<Field> with(Trait trait) {
    return fields.stream().filter(field -> field.is(trait)).toList();
  }

  /** An empty row. */
  Row empty() {
    return new Row(new RowValues(this, new Object[fields.size()]));
  }

  /** A row with what all new records have. */
  Row fresh() {
    Object[] values = new Object[defaults.length];
    System.arraycopy(defaults, 0, values, 0, defaults.length);
    return new Row(new RowValues(this, values));
  }

  /** The same values as a row of this shape. */
  Row of(ObjectNode values) {
    if (values instanceof Row row && row.cells().shape() == this) {
      return row;
    }
    Row row = empty();
    values.properties().forEach(entry -> row.set(entry.getKey(), entry.getValue()));
    return row;
  }

  /** The number of a field by its exact name; -1 where there is none. */
  int number(Object name) {
    for (int place = place(name); names[place] != null; place = place + 1 & names.length - 1) {
      if (names[place] == name || names[place].equals(name)) {
        return numbers[place];
      }
    }
    return -1;
  }

  private void learn(Field field) {
    int place = place(field.name());
    while (names[place] != null) {
      place = place + 1 & names.length - 1;
    }
    names[place] = field.name();
    numbers[place] = fields.indexOf(field);
  }

  private int place(Object name) {
    int hash = name.hashCode();
    return (hash ^ hash >>> 16) & names.length - 1;
  }

  Field field(int number) {
    return fields.get(number);
  }

  /** The id of the row at a position of its table. */
  TextNode id(int position) {
    return TextNode.valueOf(RecordIds.generate(type.prefix(), position));
  }

  String name() {
    return type.name();
  }

  /** The fields that are never empty. */
  List<Field> required() {
    return required;
  }

  int[] requiredNumbers() {
    return requiredNumbers;
  }

  List<Field> unique() {
    return unique;
  }

  /** The lookups to records with which this one is deleted. */
  List<Field> masters() {
    return masters;
  }

  /** The numbers of when and who: last modified, by whom, stamped, created, by whom. */
  int[] stamps() {
    return stamps;
  }

  /** What the platform itself does, in its order. Not to be changed. */
  Rule[] rules() {
    return rules;
  }

  /** The fields that are numbered by the platform. */
  List<Field> counted() {
    return counted;
  }
}
