package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.data.FormulaFields;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A field of the object itself or, through up to five lookups, of a parent. */
record Column(Source org, List<Field> lookups, Field field, DateFunction function) {

  private static final int LOOKUPS_MAX = 5;
  private static final int FILTERABLE_TEXT_MAX = 255;

  Column(Source org, List<Field> lookups, Field field) {
    this(org, lookups, field, null);
  }

  /** Resolves a path such as {@code Account.Name} or {@code CALENDAR_YEAR(CreatedDate)}. */
  static Column resolve(Source org, ObjectType type, String path) {
    int open = path.indexOf('(');
    if (open < 0) {
      return plain(org, type, path);
    }
    String name = path.substring(0, open);
    if (name.equalsIgnoreCase("toLabel")) {
      return plain(org, type, path.substring(open + 1, path.length() - 1));
    }
    if (!DateFunction.known(name)) {
      throw new SalesforceError("MALFORMED_QUERY", "unexpected function: " + name);
    }
    Column inner = plain(org, type, path.substring(open + 1, path.length() - 1));
    FieldType kind = inner.field.type();
    if (kind != FieldType.DATE && kind != FieldType.DATETIME) {
      throw new SalesforceError(
          "INVALID_FIELD", "field " + inner.field.name() + " does not support " + path);
    }
    DateFunction function = DateFunction.valueOf(name.toUpperCase(Locale.ROOT));
    return new Column(org, inner.lookups, inner.field, function);
  }

  private static Column plain(Source org, ObjectType type, String path) {
    String[] names = path.split("\\.");
    int first = names.length > 1 && names[0].equalsIgnoreCase(type.name()) ? 1 : 0;
    List<Field> lookups = new ArrayList<>();
    ObjectType at = type;
    for (int index = first; index < names.length - 1; index++) {
      Field lookup = at == null ? null : at.parent(names[index]);
      if (lookup == null || lookups.size() == LOOKUPS_MAX) {
        throw new SalesforceError(
            "INVALID_FIELD",
            "Didn't understand relationship '"
                + names[index]
                + "' in field path. If you are"
                + " attempting to use a custom relationship, be sure to append the '__r' after the"
                + " custom relationship name. Please reference your WSDL or the describe call for the"
                + " appropriate names.",
            path);
      }
      lookups.add(lookup);
      at = NameObject.behind(lookup) ? null : org.schema().require(lookup.reference().to().get(0));
    }
    String last = names[names.length - 1];
    Field field = at == null ? NameObject.field(last) : at.field(last);
    if (field == null) {
      throw new SalesforceError(
          "INVALID_FIELD",
          "No such column '"
              + last
              + "' on entity '"
              + (at == null ? NameObject.NAME : at.name())
              + "'. If you are attempting to use a custom field, be sure to append the '__c' after"
              + " the custom field name. Please reference your WSDL or the describe call for the"
              + " appropriate names.",
          path);
    }
    return new Column(org, lookups, field);
  }

  /** The same column, after the check that it can stand in WHERE. */
  Column filterable() {
    return able(comparable(), "INVALID_FIELD", "filtered");
  }

  /** The same column, after the check that it can stand in ORDER BY. */
  Column sortable() {
    boolean several = field.type() == FieldType.MULTIPICKLIST;
    return able(comparable() && !several, "MALFORMED_QUERY", "sorted");
  }

  /** The same column, after the check that it can stand in GROUP BY. */
  Column groupable() {
    boolean decimal = field.type().isNumber() && field.type() != FieldType.INT;
    boolean fine =
        decimal || field.type() == FieldType.DATETIME || field.type() == FieldType.MULTIPICKLIST;
    return able(comparable() && (!fine || function != null), "MALFORMED_QUERY", "grouped");
  }

  private boolean comparable() {
    boolean tooLong =
        field.type() == FieldType.TEXTAREA && field.size().length() > FILTERABLE_TEXT_MAX;
    return !tooLong && field.type() != FieldType.ADDRESS;
  }

  private Column able(boolean able, String code, String what) {
    if (able) {
      return this;
    }
    throw new SalesforceError(
        code, "field '" + field.name() + "' can not be " + what + " in a query call");
  }

  boolean own() {
    return lookups.isEmpty();
  }

  /** The stored value; null where it, or a parent on the way, is empty. */
  JsonNode value(ObjectNode row) {
    ObjectNode at = parent(row, lookups.size());
    return at == null ? null : of(at);
  }

  /** The field's value in the record that the lookups lead to. */
  JsonNode of(ObjectNode at) {
    if (field.is(Trait.FORMULA)) {
      return FormulaFields.value(org.org(), field, at);
    }
    return polymorphic() ? NameObject.value(type(at), at, field) : at.get(field.name());
  }

  /** Whether the last lookup leads to one of several objects. */
  boolean polymorphic() {
    return !own() && NameObject.behind(lookups.get(lookups.size() - 1));
  }

  /** Whether the value is none that the record stores. */
  boolean made() {
    return field.is(Trait.FORMULA) || polymorphic();
  }

  private ObjectType type(ObjectNode at) {
    return org.schema().ofId(at.get("Id").textValue());
  }

  /** The parent after so many lookups; null where one is empty or its record deleted. */
  ObjectNode parent(ObjectNode row, int steps) {
    ObjectNode at = row;
    for (int step = 0; step < steps && at != null; step++) {
      String id = at.path(lookups.get(step).name()).textValue();
      ObjectType seen = id == null ? null : org.schema().ofId(id);
      at = seen == null ? null : org.table(seen).live(id);
    }
    return at;
  }

  /** A value to compare by: texts in lower case, ids as they are. */
  Comparable<?> key(ObjectNode row) {
    JsonNode value = value(row);
    if (value == null) {
      return null;
    }
    if (function != null) {
      Object part = function.of(value.textValue());
      return part instanceof Integer number ? BigDecimal.valueOf(number) : (String) part;
    }
    if (value.isNumber()) {
      return value.decimalValue();
    }
    return value.isBoolean() ? (Comparable<?>) value.booleanValue() : text(value.textValue());
  }

  String text(String value) {
    boolean exact =
        field.type() == FieldType.ID
            || field.type() == FieldType.REFERENCE
            || field.is(Trait.CASESENSITIVE);
    return exact ? value : value.toLowerCase(Locale.ROOT);
  }
}
