package io.fieldbridge.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;

/** One line of an invoice: numbers without trailing zeros, so that equal means equal. */
record InvoiceLine(
    String item, BigDecimal quantity, String unit, BigDecimal unitPrice, BigDecimal amount) {

  static final Comparator<InvoiceLine> BY_ITEM = Comparator.comparing(InvoiceLine::item);

  private static final int CENTS = 2;

  InvoiceLine {
    quantity = quantity.stripTrailingZeros();
    unitPrice = unitPrice.stripTrailingZeros();
    amount = amount.stripTrailingZeros();
  }

  static InvoiceLine of(String item, BigDecimal quantity, String unit, AgreedQuote quote) {
    BigDecimal price = quote.price(item);
    BigDecimal amount = quantity.multiply(price).setScale(CENTS, RoundingMode.HALF_UP);
    return new InvoiceLine(item, quantity, unit, price, amount);
  }

  static InvoiceLine read(JsonNode line) {
    return new InvoiceLine(
        line.path("lineObjectNumber").asText(),
        line.path("quantity").decimalValue(),
        line.path("unitOfMeasureCode").asText(),
        line.path("unitPrice").decimalValue(),
        line.path("amountExcludingTax").decimalValue());
  }

  @Override
  public String toString() {
    return quantity.toPlainString()
        + " "
        + unit
        + " "
        + item
        + " at "
        + unitPrice.setScale(Math.max(CENTS, unitPrice.scale())).toPlainString()
        + " = "
        + amount.setScale(CENTS, RoundingMode.UNNECESSARY).toPlainString();
  }
}
