package io.fieldbridge.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimal numbers without any detour through binary floating point. */
final class Decimals {

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");
  private static final int DIGITS_MAX = 60;

  private Decimals() {}

  /** The number that the node is, or spells; empty for anything else and for absurd sizes. */
  static Optional<BigDecimal> of(JsonNode node) {
    if (node.isNumber()) {
      BigDecimal number = node.isDouble() ? shortest(node) : node.decimalValue();
      boolean sane = Math.abs((long) number.scale()) <= DIGITS_MAX;
      return sane && number.precision() <= DIGITS_MAX ? Optional.of(number) : Optional.empty();
    }
    String text = node.asText().strip();
    return node.isTextual() && NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  private static BigDecimal shortest(JsonNode node) {
    return Double.isFinite(node.doubleValue())
        ? BigDecimal.valueOf(node.doubleValue())
        : BigDecimal.valueOf(1, Integer.MAX_VALUE);
  }

  /** Rounded, and without zeros at the end, so that equal amounts are equal nodes. */
  static JsonNode node(BigDecimal number, int scale, RoundingMode rounding) {
    BigDecimal rounded = number.setScale(scale, rounding).stripTrailingZeros();
    return DecimalNode.valueOf(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
  }
}
