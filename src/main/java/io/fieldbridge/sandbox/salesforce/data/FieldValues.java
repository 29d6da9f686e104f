package io.fieldbridge.sandbox.salesforce.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.sandbox.salesforce.schema.Field;
import io.fieldbridge.sandbox.salesforce.schema.FieldType;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import io.fieldbridge.sandbox.salesforce.schema.RecordIds;
import io.fieldbridge.sandbox.salesforce.schema.SalesforceError;
import io.fieldbridge.sandbox.salesforce.schema.Trait;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns a value from the wire into the one that is stored, or refuses it as Salesforce does. */
final class FieldValues {

  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s,;<>()]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private FieldValues() {}

  /** The value to store; {@link NullNode} to clear the field. */
  static JsonNode convert(ObjectType type, Field field, JsonNode input) {
    if (field.type() == FieldType.BOOLEAN) {
      return bool(input);
    }
    if (input.isNull() || input.isTextual() && input.textValue().isBlank()) {
      return NullNode.instance;
    }
    if (input.isContainerNode()) {
      throw unreadable(field, input.isArray() ? "START_ARRAY" : "START_OBJECT", "");
    }
    if (field.type().isNumber()) {
      return number(field, input);
    }
    if (!input.isTextual()) {
      throw unreadable(field, token(input), input.asText());
    }
    return text(type, field, input.textValue().strip());
  }

  /** A number as answers show it: whole for integers, else with at least one decimal. */
  static JsonNode number(FieldType type, BigDecimal value) {
    if (type == FieldType.INT) {
      return LongNode.valueOf(value.longValue());
    }
    BigDecimal plain = value.stripTrailingZeros();
    return DecimalNode.valueOf(plain.scale() < 1 ? plain.setScale(1) : plain);
  }

  private static JsonNode text(ObjectType type, Field field, String value) {
    switch (field.type()) {
      case DATE:
        if (Times.date(value) == null) {
          throw unreadable(field, "VALUE_STRING", value);
        }
        return TextNode.valueOf(value);
      case DATETIME:
        Instant time = Times.instant(value);
        if (time == null) {
          throw unreadable(field, "VALUE_STRING", value);
        }
        return TextNode.valueOf(Times.text(time));
      case TIME:
        if (Times.time(value) == null) {
          throw unreadable(field, "VALUE_STRING", value);
        }
        return TextNode.valueOf(Times.time(value));
      case REFERENCE, ID:
        return reference(field, value);
      default:
        return plainText(type, field, value);
    }
  }

  private static JsonNode plainText(ObjectType type, Field field, String value) {
    if (field.is(Trait.RESTRICTED) && !field.values().contains(value)) {
      throw new SalesforceError(
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          field.name() + ": bad value for restricted picklist field: " + value,
          field.name());
    }
    if (field.type() == FieldType.EMAIL && !EMAIL.matcher(value).matches()) {
      throw new SalesforceError(
          "INVALID_EMAIL_ADDRESS",
          field.name() + ": invalid email address: " + value,
          field.name());
    }
    if (value.codePointCount(0, value.length()) > field.size().length()) {
      throw new SalesforceError(
          "STRING_TOO_LONG",
          String.format(
              "%s %s: data value too large: %s (max length=%d)",
              type.name(), field.name(), value, field.size().length()),
          field.name());
    }
    return TextNode.valueOf(value);
  }

  private static JsonNode reference(Field field, String value) {
    String id = RecordIds.canonical(value);
    if (id == null) {
      throw new SalesforceError(
          "MALFORMED_ID", field.name() + ": id value of incorrect type: " + value, field.name());
    }
    return TextNode.valueOf(id);
  }

  private static JsonNode number(Field field, JsonNode input) {
    BigDecimal value;
    try {
      value = input.isNumber() ? input.decimalValue() : new BigDecimal(input.asText().strip());
    } catch (NumberFormatException wrong) {
      throw unreadable(field, token(input), input.asText());
    }
    if (value.precision() - value.scale() > field.size().precision() - field.size().scale()) {
      throw new SalesforceError(
          "NUMBER_OUTSIDE_VALID_RANGE",
          field.name() + ": value outside of valid range on numeric field: " + input.asText(),
          field.name());
    }
    if (value.scale() > field.size().scale()) {
      value = value.setScale(field.size().scale(), RoundingMode.HALF_UP);
    }
    return number(field.type(), value);
  }

  private static JsonNode bool(JsonNode input) {
    if (input.isBoolean() || input.isNull()) {
      return BooleanNode.valueOf(input.asBoolean());
    }
    if (input.isTextual() && input.asText().toLowerCase(Locale.ROOT).matches("true|false")) {
      return BooleanNode.valueOf(Boolean.parseBoolean(input.asText()));
    }
    throw new SalesforceError(
        "JSON_PARSER_ERROR",
        "Cannot deserialize instance of boolean from " + token(input) + " value " + input.asText());
  }

  private static SalesforceError unreadable(Field field, String token, String value) {
    String kind = field.type().soapType().replaceFirst(".*:", "");
    return new SalesforceError(
        "JSON_PARSER_ERROR",
        "Cannot deserialize instance of " + kind + " from " + token + " value " + value,
        field.name());
  }

  private static String token(JsonNode input) {
    return input.isTextual()
        ? "VALUE_STRING"
        : input.isBoolean()
            ? "VALUE_" + input.asText().toUpperCase(Locale.ROOT)
            : input.isIntegralNumber() ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT";
  }
}
