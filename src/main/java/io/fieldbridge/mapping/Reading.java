package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fieldbridge.failure.RecordRejectedException;
import io.fieldbridge.mapping.FieldType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/** Turns a vendor's value into a canonical one. Knows no record and no other system. */
final class Reading {

  private Reading() {}

  /**
   * @param value as the vendor's record tells it, not null
   * @return the canonical value, JSON null for nothing
   */
  static JsonNode canonical(FieldRule field, SideRule side, JsonNode value) {
    JsonNode told = Empties.read(side.system(), value);
    if (told.isNull()) {
      return NullNode.instance;
    }
    if (told.isContainerNode()) {
      throw refusal(field, side, told, "a single value");
    }
    return side.values() == null
        ? typed(field, side, told)
        : typed(field, side, TextNode.valueOf(mapped(field, side, told)));
  }

  private static String mapped(FieldRule field, SideRule side, JsonNode told) {
    return side.values()
        .read(told.asText().strip())
        .orElseThrow(() -> refusal(field, side, told, "a value that the contract maps"));
  }

  private static JsonNode typed(FieldRule field, SideRule side, JsonNode value) {
    Kind kind = field.type().kind();
    String text = Texts.tidy(value.asText());
    return switch (kind) {
      case STRING, CODE -> bounded(field, side, text);
      case REFERENCE -> TextNode.valueOf(text);
      case DECIMAL, MONEY, QUANTITY, DURATION -> number(field, side, value);
      case BOOLEAN -> bool(text).orElseThrow(() -> refusal(field, side, value, "true or false"));
      case DATE ->
          Times.date(text, side.shape().zone())
              .map(LocalDate::toString)
              .<JsonNode>map(TextNode::valueOf)
              .orElseThrow(() -> refusal(field, side, value, dateHint(side)));
      case INSTANT ->
          Times.instant(text)
              .map(Instant::toString)
              .<JsonNode>map(TextNode::valueOf)
              .orElseThrow(() -> refusal(field, side, value, "a time with its offset"));
      case COUNTRY ->
          Countries.code(text)
              .<JsonNode>map(TextNode::valueOf)
              .orElseThrow(() -> refusal(field, side, value, "a country of ISO 3166"));
      case CURRENCY ->
          currency(text).orElseThrow(() -> refusal(field, side, value, "a currency of ISO 4217"));
    };
  }

  private static String dateHint(SideRule side) {
    return side.shape().zone() == null
        ? "a day (yyyy-mm-dd); for an instant the contract has to name a zone"
        : "a day or an instant";
  }

  private static JsonNode bounded(FieldRule field, SideRule side, String text) {
    int size = field.type().size();
    if (size == 0 || text.length() <= size) {
      return TextNode.valueOf(text);
    }
    if (field.policy().tooLong() == FieldRule.TooLong.CUT) {
      return TextNode.valueOf(Texts.cut(text, size));
    }
    throw refusal(field, side, TextNode.valueOf(text), "at most " + size + " characters");
  }

  private static JsonNode number(FieldRule field, SideRule side, JsonNode value) {
    FieldType type = field.type();
    BigDecimal number =
        Decimals.of(value).orElseThrow(() -> refusal(field, side, value, "a number"));
    BigDecimal canonical =
        type.kind() == Kind.DURATION ? Times.minutes(number, side.shape().unit()) : number;
    if (canonical.precision() - canonical.scale() > type.size() - type.scale()) {
      throw refusal(field, side, value, "at most " + type.size() + " digits");
    }
    return rounded(field, side, canonical, type.scale());
  }

  /** With as many digits behind the point, by the rounding that the row says. */
  static JsonNode rounded(FieldRule field, SideRule side, BigDecimal number, int scale) {
    RoundingMode rounding = field.policy().rounding();
    if (rounding == RoundingMode.UNNECESSARY && number.stripTrailingZeros().scale() > scale) {
      throw refusal(
          field,
          side,
          DecimalNode.valueOf(number),
          "at most " + scale + " digits behind the point");
    }
    return Decimals.node(number, scale, rounding);
  }

  private static Optional<JsonNode> bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(BooleanNode.TRUE);
      case "false" -> Optional.of(BooleanNode.FALSE);
      default -> Optional.empty();
    };
  }

  private static Optional<JsonNode> currency(String text) {
    try {
      Currency currency = Currency.getInstance(text.toUpperCase(Locale.ROOT));
      return Optional.of(TextNode.valueOf(currency.getCurrencyCode()));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  static RecordRejectedException refusal(
      FieldRule field, SideRule side, JsonNode value, String expected) {
    String told = value.isContainerNode() ? "a nested value" : "'" + value.asText() + "'";
    return Refusal.of(
        "value-not-allowed",
        side.read() == null ? field.name() : String.join(", ", side.read().paths()),
        field.name() + " in " + side.system() + " is " + told + "; expected: " + expected + ".",
        "Correct the record, or widen the contract's row '" + field.name() + "'.");
  }
}
