package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import io.fieldbridge.failure.ContractException;
import io.fieldbridge.failure.Reason;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Values as {@code $filter} wants them, by type. */
final class Literal {

  private Literal() {}

  /**
   * The literal for a value; JSON null gives the vendor's empty of that type.
   *
   * @throws ContractException when the value is none of that type
   */
  static String of(String field, EntitySet.Property property, JsonNode value) {
    String text = value.isNull() ? "" : value.asText();
    try {
      switch (property.ourType()) {
        case "id":
          return guid(text.isEmpty() ? Empties.GUID : text);
        case "date":
          return LocalDate.parse(text.isEmpty() ? Empties.DATE : text).toString();
        case "instant":
          return instant(OffsetDateTime.parse(text.isEmpty() ? Empties.INSTANT : text).toInstant());
        case "decimal":
        case "integer":
          return new BigDecimal(text.isEmpty() ? "0" : text).toPlainString();
        case "boolean":
          return String.valueOf(value.asBoolean(false));
        default:
          return quoted(property.isEnum() && text.isEmpty() ? Empties.ENUM : text);
      }
    } catch (IllegalArgumentException | DateTimeException notOfThatType) {
      throw new ContractException(
          new Reason(
              "value-of-wrong-type",
              field,
              "'"
                  + text
                  + "' cannot be looked up in "
                  + field
                  + ", which is of type "
                  + property.type()
                  + ".",
              "Map a field of the same type."),
          notOfThatType);
    }
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Milliseconds, always three digits, as the vendor writes them. */
  static String instant(Instant instant) {
    String text = Instant.ofEpochMilli(instant.toEpochMilli()).toString();
    return text.contains(".") ? text : text.substring(0, text.length() - 1) + ".000Z";
  }

  static boolean isGuid(String id) {
    try {
      return !guid(id).isEmpty();
    } catch (IllegalArgumentException noGuid) {
      return false;
    }
  }

  /** The id as it goes into a URL; refuses anything that is no GUID. */
  static String guid(String id) {
    if (id.length() != Empties.GUID.length()) {
      throw new IllegalArgumentException("'" + id + "' is no GUID");
    }
    return UUID.fromString(id).toString();
  }
}
