package io.fieldbridge.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a canonical field.
 *
 * @param kind what it holds
 * @param size longest text in characters, or most digits of a number; 0 for no bound
 * @param scale digits behind the point
 * @param flow of a reference: the flow that links the record it names
 */
record FieldType(Kind kind, int size, int scale, String flow) {

  private static final Pattern FORM =
      Pattern.compile("([a-z]+)(?:\\(\\s*([a-z0-9-]+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");
  private static final int DIGITS = 18;
  private static final int SCALE_MAX = 18;

  /** What a canonical value is; a duration is in minutes, an instant in UTC. */
  enum Kind {
    STRING,
    DECIMAL,
    MONEY,
    QUANTITY,
    DURATION,
    DATE,
    INSTANT,
    COUNTRY,
    CURRENCY,
    BOOLEAN,
    CODE,
    REFERENCE;

    boolean isNumber() {
      return this == DECIMAL || this == MONEY || this == QUANTITY || this == DURATION;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static FieldType parse(String text, int line, Problems problems) {
    Matcher form = FORM.matcher(text);
    List<String> words = Arrays.stream(Kind.values()).map(Kind::word).toList();
    if (!form.matches() || !words.contains(form.group(1))) {
      problems.unknown(line, "type", text.replaceAll("\\(.*", ""), words);
      return new FieldType(Kind.STRING, 0, 0, "");
    }
    Kind kind = Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT));
    try {
      return of(kind, form.group(2), form.group(3));
    } catch (IllegalArgumentException wrong) {
      problems.add(line, "'" + text + "' is no complete type", wrong.getMessage());
      return new FieldType(kind, 0, 0, "");
    }
  }

  private static FieldType of(Kind kind, String first, String second) {
    return switch (kind) {
      case STRING, CODE -> new FieldType(kind, number(first, 0, 100_000), 0, "");
      case DECIMAL -> decimal(first, second);
      case MONEY -> new FieldType(kind, DIGITS, number(first, 2, SCALE_MAX), "");
      case QUANTITY -> new FieldType(kind, DIGITS, number(first, 5, SCALE_MAX), "");
      case DURATION -> new FieldType(kind, DIGITS, 2, "");
      case REFERENCE -> reference(first);
      default -> new FieldType(kind, 0, 0, "");
    };
  }

  private static FieldType decimal(String precision, String scale) {
    if (precision == null || scale == null) {
      throw new IllegalArgumentException("Write decimal(digits,digits behind the point)");
    }
    int digits = number(precision, DIGITS, 38);
    return new FieldType(Kind.DECIMAL, digits, number(scale, 0, digits), "");
  }

  private static FieldType reference(String flow) {
    if (flow == null) {
      throw new IllegalArgumentException("Write reference(flow)");
    }
    return new FieldType(Kind.REFERENCE, 0, 0, flow);
  }

  private static int number(String text, int absent, int most) {
    if (text == null) {
      return absent;
    }
    if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > most) {
      throw new IllegalArgumentException("Write a whole number up to " + most + " in brackets");
    }
    return Integer.parseInt(text);
  }
}
