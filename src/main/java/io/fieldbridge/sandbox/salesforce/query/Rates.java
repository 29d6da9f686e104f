package io.fieldbridge.sandbox.salesforce.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fieldbridge.sandbox.salesforce.schema.ObjectType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** The org's exchange rates, each the price of one corporate unit in another currency. */
final class Rates {

  /** The currency of the org and of its users. */
  static final String CORPORATE = "EUR";

  private static final int CENTS = 2;

  private final Map<String, BigDecimal> rates = new HashMap<>();

  Rates(Source org) {
    ObjectType type = org.org().schema().find("CurrencyType");
    if (type != null) {
      for (ObjectNode row : org.table(type).all()) {
        rates.put(row.path("IsoCode").asText(), row.path("ConversionRate").decimalValue());
      }
    }
  }

  boolean knows(String currency) {
    return rates.containsKey(currency);
  }

  /** An amount in the corporate currency, in cents. */
  BigDecimal corporate(BigDecimal amount, String currency) {
    BigDecimal rate = rates.getOrDefault(currency, BigDecimal.ONE);
    return amount.divide(rate, CENTS, RoundingMode.HALF_UP);
  }
}
