package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.mapping.FieldType.Kind;
import io.fieldbridge.mapping.SideRule.Shape;
import java.math.BigDecimal;
import java.util.Locale;

/** Turns a canonical value into a vendor's one. Knows no record and no other system. */
final class Writing {

  private Writing() {}

  /** What to send for a value; for JSON null, what this system takes for nothing. */
  static JsonNode vendor(FieldRule field, SideRule side, JsonNode value) {
    Kind kind = field.type().kind();
    if (value.isNull()) {
      return nothing(side, kind);
    }
    if (side.values() != null) {
      return TextNode.valueOf(
          side.values()
              .written(value.asText())
              .orElseThrow(
                  () -> Reading.refusal(field, side, value, "a value that the contract maps")));
    }
    if (kind.isNumber()) {
      return number(field, side, value.decimalValue());
    }
    if (kind == Kind.COUNTRY && side.shape().countryName()) {
      return TextNode.valueOf(Countries.name(value.asText()));
    }
    return value.isTextual() ? text(field, side, value.textValue()) : value;
  }

  static JsonNode nothing(SideRule side, Kind kind) {
    boolean id = side.needsLookups(new FieldType(kind, 0, 0, ""));
    return side.shape().empty() != null
        ? side.shape().empty()
        : Empties.written(side.system(), kind, id);
  }

  private static JsonNode number(FieldRule field, SideRule side, BigDecimal canonical) {
    Shape shape = side.shape();
    boolean duration = field.type().kind() == Kind.DURATION;
    BigDecimal number = duration ? Times.fromMinutes(canonical, shape.unit()) : canonical;
    int typeScale = duration ? 5 : field.type().scale();
    int scale = shape.scale() >= 0 ? shape.scale() : typeScale;
    return Reading.rounded(field, side, number, scale);
  }

  private static JsonNode text(FieldRule field, SideRule side, String text) {
    int length = side.shape().length();
    String cased = side.shape().upper() ? text.toUpperCase(Locale.ROOT) : text;
    if (length == 0 || cased.length() <= length) {
      return TextNode.valueOf(cased);
    }
    if (field.policy().tooLong() == FieldRule.TooLong.CUT) {
      return TextNode.valueOf(Texts.cut(cased, length));
    }
    throw Reading.refusal(field, side, TextNode.valueOf(text), "at most " + length + " characters");
  }
}
