package io.fieldbridge.sandbox.salesforce.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.apache.avro.Schema;

/** How a field of an object travels in an event: all dates as milliseconds since 1970. */
enum FieldKind {
  TEXT(Schema.Type.STRING, "Text"),
  BOOLEAN(Schema.Type.BOOLEAN, "Boolean"),
  DOUBLE(Schema.Type.DOUBLE, "Double"),
  INTEGER(Schema.Type.INT, "Integer"),
  DATE(Schema.Type.LONG, "DateOnly"),
  DATE_TIME(Schema.Type.LONG, "DateTime"),
  TIME(Schema.Type.LONG, "TimeOnly");

  private static final DateTimeFormatter INSTANT =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .toFormatter();

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Schema.Type avro;
  private final String label;

  FieldKind(Schema.Type avro, String label) {
    this.avro = avro;
    this.label = label;
  }

  static FieldKind of(String type) {
    return switch (type) {
      case "boolean" -> BOOLEAN;
      case "double", "currency", "percent" -> DOUBLE;
      case "int", "integer", "long" -> INTEGER;
      case "date" -> DATE;
      case "datetime" -> DATE_TIME;
      case "time" -> TIME;
      default -> TEXT;
    };
  }

  Schema schema() {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(avro));
  }

  Schema required() {
    return Schema.create(avro);
  }

  String label() {
    return label;
  }

  /**
   * The value as Avro writes it.
   *
   * @throws IllegalArgumentException when the value is not of this kind
   */
  Object toAvro(String field, JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    try {
      return switch (this) {
        case TEXT -> text(value);
        case BOOLEAN -> require(value.isBoolean(), value).booleanValue();
        case DOUBLE -> require(value.isNumber(), value).doubleValue();
        case INTEGER -> require(value.isNumber(), value).intValue();
        case DATE -> value.isNumber() ? value.longValue() : midnight(value.asText());
        case DATE_TIME -> value.isNumber() ? value.longValue() : instant(value.asText());
        case TIME -> value.isNumber() ? value.longValue() : timeOfDay(value.asText());
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Field " + field + " expects " + label + " but was given " + value, e);
    }
  }

  /** A value of an event as the Streaming API shows it: times as texts, in UTC. */
  JsonNode toJson(Object avroValue) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (avroValue instanceof Long millis) {
      return switch (this) {
        case DATE -> json.textNode(Instant.ofEpochMilli(millis).toString().substring(0, 10));
        case DATE_TIME -> json.textNode(SHOWN.format(Instant.ofEpochMilli(millis)));
        case TIME -> json.textNode(SHOWN.format(Instant.ofEpochMilli(millis)).substring(11));
        default -> json.numberNode(millis);
      };
    }
    if (avroValue instanceof Double number) {
      return json.numberNode(number);
    }
    if (avroValue instanceof Integer number) {
      return json.numberNode(number);
    }
    return avroValue instanceof Boolean truth
        ? json.booleanNode(truth)
        : json.textNode(avroValue.toString());
  }

  private static String text(JsonNode value) {
    return require(value.isValueNode(), value).asText();
  }

  private static JsonNode require(boolean fits, JsonNode value) {
    if (!fits) {
      throw new IllegalArgumentException("a " + value.getNodeType());
    }
    return value;
  }

  private static long midnight(String text) {
    return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static long instant(String text) {
    return INSTANT.parse(text, OffsetDateTime::from).toInstant().toEpochMilli();
  }

  private static long timeOfDay(String text) {
    String local = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    return LocalTime.parse(local).toNanoOfDay() / 1_000_000;
  }
}
