package io.fieldbridge.sandbox.businesscentral;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Values as text: in a filter, and as strings in a JSON body. */
final class Literals {

  private static final int DIGITS_MAX = 30;
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Literals() {}

  static boolean isGuid(String text) {
    return GUID.matcher(text).matches();
  }

  /**
   * The value of a property that a text stands for.
   *
   * @throws VendorException with the vendor's words if it stands for none
   */
  static Object value(Property property, String text) {
    try {
      return switch (property.kind()) {
        case GUID -> guid(text);
        case CODE -> text.trim().toUpperCase(Locale.ROOT);
        case TEXT, STREAM -> text;
        case DECIMAL -> decimal(text);
        case INTEGER, LONG -> decimal(text).longValueExact();
        case BOOLEAN -> bool(text);
        case DATE -> LocalDate.parse(text);
        case DATE_TIME -> instant(text);
        case MEMBER -> member(property, text);
      };
    } catch (ArithmeticException | IllegalArgumentException | DateTimeParseException wrong) {
      throw VendorException.badRequest(
          "Cannot convert the literal '%s' to the expected type '%s' of property '%s'."
              .formatted(text, property.kind().edmType(), property.name()));
    }
  }

  /** A point in time with its offset; a date alone is its first moment in UTC. */
  static Instant instant(String text) {
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
        : OffsetDateTime.parse(text).toInstant();
  }

  private static BigDecimal decimal(String text) {
    BigDecimal number = new BigDecimal(text);
    long digitsBeforePoint = (long) number.precision() - number.scale();
    if (digitsBeforePoint > DIGITS_MAX || number.scale() > DIGITS_MAX) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  private static UUID guid(String text) {
    if (!isGuid(text)) {
      throw new IllegalArgumentException(text);
    }
    return UUID.fromString(text);
  }

  private static boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("true");
  }

  private static String member(Property property, String text) {
    return property
        .member(text)
        .orElseThrow(
            () ->
                new VendorException(
                    400,
                    "Unknown",
                    "The value '%s' is not valid for property '%s'. Valid values are: %s."
                        .formatted(text, property.name(), property.members())));
  }
}
