package io.fieldbridge.connector.businesscentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a record holds what was sent. The server trims and upper-cases codes, may cut long texts,
 * rounds amounts, spells enums in two ways and has its own empties; none of that is a difference.
 */
final class Sameness {

  private static final int SCALE_MIN = 2;

  private Sameness() {}

  /** Whether every plain field that was sent is there; lines are not looked at. */
  static boolean holds(EntitySet set, ObjectNode present, ObjectNode sent) {
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      JsonNode there = present.get(field.getKey());
      EntitySet.Property property = set.properties().get(field.getKey());
      int lengthMax = property == null ? 0 : property.lengthMax();
      if (!field.getValue().isContainerNode() && !same(field.getValue(), there, lengthMax)) {
        return false;
      }
    }
    return true;
  }

  /**
   * @param lengthMax the field's longest text, or 0 where it is not known
   */
  static boolean same(JsonNode sent, JsonNode present, int lengthMax) {
    if (present == null || present.isMissingNode()) {
      return false;
    }
    if (isEmpty(sent) || isEmpty(present)) {
      return isEmpty(sent) && isEmpty(present);
    }
    if (sent.isNumber() && present.isNumber()) {
      return sameNumber(sent.decimalValue(), present.decimalValue());
    }
    return sameText(decoded(sent.asText()), decoded(present.asText()), lengthMax);
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || (value.isTextual() && Empties.contains(value.textValue()));
  }

  private static boolean sameNumber(BigDecimal sent, BigDecimal present) {
    int scale = Math.max(SCALE_MIN, present.scale());
    return sent.setScale(scale, RoundingMode.HALF_UP).compareTo(present) == 0;
  }

  private static boolean sameText(String sent, String present, int lengthMax) {
    if (sent.equals(present)) {
      return true;
    }
    boolean cut = lengthMax > 0 && present.length() == lengthMax && sent.startsWith(present);
    return cut || sameInstant(sent, present);
  }

  private static boolean sameInstant(String sent, String present) {
    try {
      return OffsetDateTime.parse(sent)
              .toInstant()
              .compareTo(OffsetDateTime.parse(present).toInstant())
          == 0;
    } catch (DateTimeException noInstants) {
      return false;
    }
  }

  /** Enum members come as {@code In_x0020_Review} or {@code In Review}. */
  private static String decoded(String text) {
    return text.strip()
        .replace("_x0020_", " ")
        .replace("_x002D_", "-")
        .replace("_x002F_", "/")
        .replace("_x002E_", ".")
        .replace("_x0028_", "(")
        .replace("_x0029_", ")")
        .strip()
        .toUpperCase(Locale.ROOT);
  }
}
